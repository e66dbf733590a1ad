package org.broadsheet.ecs.stage;

import java.util.List;
import org.broadsheet.ecs.stage.Stage.Capacity;
import org.broadsheet.ecs.stage.Stage.Service;

/** What a stage's values must be together. */
final class StageChecks {
    /** Parts of an hour; 0 for never. */
    private static final List<Integer> WAKES = List.of(0, 10, 15, 20, 30);

    private StageChecks() {}

    static void check(Stage stage, Problems problems) {
        stage.services().values().forEach(service -> check(stage, service, problems));
        boolean secure = stage.publicUrl().startsWith("https:");
        if (stage.isProduction() && !secure) {
            problems.add("publicUrl", "is " + stage.publicUrl() + "; prod must have https");
        }
        if (secure && stage.certificate().isEmpty() && !stage.isSmall()) {
            problems.add("certificate", "is missing; publicUrl has https, so give the ARN of its certificate");
        }
        if (stage.isProduction()
                && (!stage.database().protect() || stage.database().backupDays() < 7)) {
            problems.add("database", "is not kept; prod must have protect: true and backupDays of 7 or more");
        }
        if (!stage.images().region().equals(stage.region())) {
            problems.add("images", "are in " + stage.images().region() + "; the stage is in " + stage.region());
        }
        int needed = ConnectionBudget.needed(stage);
        int allowed = ConnectionBudget.allowed(stage);
        if (needed > allowed) {
            problems.add(
                    "services",
                    "could open " + needed + " database connections; "
                            + stage.database().instance().wireName() + " allows " + allowed
                            + " of them: lower maximum, or take a larger instance");
        }
    }

    private static void check(Stage stage, Service service, Problems problems) {
        var path = "services." + service.name();
        if (service.minimum() > service.maximum()) {
            problems.add(path + ".minimum", "is " + service.minimum() + ", more than maximum, " + service.maximum());
        }
        boolean worker = service.name().equals("ingest");
        if (!worker && service.minimum() < 1) {
            problems.add(path + ".minimum", "is 0; allowed: 1 or more, since it answers people");
        }
        if (!worker && service.capacity() != Capacity.FARGATE) {
            problems.add(path + ".capacity", "is FARGATE_SPOT; allowed: FARGATE, since it answers people");
        }
        if (worker && service.minimum() == 0 && service.scaling().isEmpty()) {
            problems.add(path + ".steps", "is missing; with minimum 0 nothing would start it");
        }
        service.scaling().ifPresent(scaling -> {
            if (!WAKES.contains(scaling.wakeMinutes())) {
                problems.add(path + ".wakeMinutes", "is " + scaling.wakeMinutes() + "; allowed: " + WAKES);
            }
            if (scaling.steps().lastEntry().getValue() != service.maximum()) {
                problems.add(
                        path + ".steps",
                        "end with " + scaling.steps().lastEntry().getValue() + " tasks; the last one must be maximum, "
                                + service.maximum());
            }
            if (service.minimum() == 0 && scaling.steps().firstKey() != 1) {
                problems.add(
                        path + ".steps",
                        "begin with " + scaling.steps().firstKey()
                                + " messages; with minimum 0 the first message must start a task");
            }
        });
        if (stage.isProduction() && service.name().matches("user|feed") && service.minimum() < 2) {
            problems.add(path + ".minimum", "is " + service.minimum() + "; prod must have 2 or more");
        }
    }
}
