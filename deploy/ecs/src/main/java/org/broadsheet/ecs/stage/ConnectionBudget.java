package org.broadsheet.ecs.stage;

import org.broadsheet.ecs.stage.Stage.Service;

/** How many database connections a stage could need at worst: all tasks at most, and twice that while it is deployed. */
public final class ConnectionBudget {
    /** Of a service in a process, as libs/http sets it. */
    public static final int POOL = 10;

    private static final int SERVICES_IN_STANDALONE = 5;
    private static final double PART = 0.8;

    private ConnectionBudget() {}

    public static int needed(Stage stage) {
        int tasks = stage.services().values().stream()
                .mapToInt(ConnectionBudget::tasksAtMost)
                .sum();
        return POOL * tasks * (stage.isSmall() ? SERVICES_IN_STANDALONE : 1);
    }

    public static int allowed(Stage stage) {
        return (int) (stage.database().instance().connections() * PART);
    }

    /** Workers and the one task of a small stage end before new ones start. */
    private static int tasksAtMost(Service service) {
        return service.maximum() * (endsFirst(service) ? 1 : 2);
    }

    /** Whether a deployment stops the old tasks before it starts new ones. */
    public static boolean endsFirst(Service service) {
        return service.name().equals("ingest") || service.name().equals(Stage.STANDALONE);
    }
}
