package org.broadsheet.ecs.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.broadsheet.ecs.stage.Stage.Alarms;
import org.broadsheet.ecs.stage.Stage.Architecture;
import org.broadsheet.ecs.stage.Stage.Backlog;
import org.broadsheet.ecs.stage.Stage.Broker;
import org.broadsheet.ecs.stage.Stage.Capacity;
import org.broadsheet.ecs.stage.Stage.Database;
import org.broadsheet.ecs.stage.Stage.Images;
import org.broadsheet.ecs.stage.Stage.Logs;
import org.broadsheet.ecs.stage.Stage.Mail;
import org.broadsheet.ecs.stage.Stage.Service;
import org.broadsheet.ecs.stage.Stage.Shape;
import org.broadsheet.ecs.stage.Stage.TaskSize;
import org.broadsheet.ecs.stage.Stage.XClient;
import org.broadsheet.settings.Nearest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a stage file, or says everything that is wrong with it. */
public final class StageReader {
    public static final List<String> STAGES = List.of("test", "dev", "prod");

    private static final List<String> SERVICES = List.of("user", "filter", "feed", "digest", "ingest");
    private static final String IMAGE_FORM = "[a-z0-9./_-]+(:(?!latest$)[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})";
    private static final String ARN_OF = "arn:aws[a-z-]*:%s:[a-z0-9-]+:\\d{12}:%s.+";

    private final String stage;
    private final Problems problems;

    private StageReader(String stage, Problems problems) {
        this.stage = stage;
        this.problems = problems;
    }

    /**
     * @param folder with {@code <stage>.yaml}
     * @throws StageException with a line for each problem
     */
    public static Stage read(Path folder, String stage) {
        if (!STAGES.contains(stage)) {
            throw new StageException(List.of("there is no stage " + stage + "; there are " + String.join(", ", STAGES)
                    + Nearest.hint(stage, STAGES)));
        }
        var file = folder.resolve(stage + ".yaml");
        try {
            return parse(stage, "stages/" + stage + ".yaml", Files.readString(file));
        } catch (IOException e) {
            throw new StageException(List.of(file + " can't be read: " + e.getMessage()));
        }
    }

    /** @param file what it is called in problems */
    public static Stage parse(String stage, String file, String yaml) {
        var problems = new Problems(file);
        Object content;
        try {
            content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new StageException(List.of(
                    file + " is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new StageException(List.of(file + " has no keys and values"));
        }
        var top = new Section("", map, problems);
        var read = new StageReader(stage, problems).stage(top);
        top.end();
        if (problems.all().isEmpty()) {
            StageChecks.check(read, problems);
        }
        if (!problems.all().isEmpty()) {
            throw new StageException(problems.all());
        }
        return read;
    }

    private Stage stage(Section top) {
        var shape = shape(top.word("shape", List.of("full", "small")));
        var full = new Full(
                database(top.section("database")), broker(top.section("broker")), services(top.section("services")));
        var small = top.has("small") ? Optional.of(small(top.section("small"))) : Optional.<Full>empty();
        if (shape == Shape.SMALL && small.isEmpty()) {
            problems.add("small", "is missing; shape: small needs it");
        }
        var counts = shape == Shape.SMALL ? small.orElse(full) : full;
        return new Stage(
                stage,
                top.text("region", "[a-z]{2}(-[a-z]+)+-\\d", "a region like us-east-1"),
                shape,
                images(top),
                top.text("publicUrl", "https?://[^/\\s]+", "an origin like https://news.example.org"),
                top.optionalText(
                        "certificate", ARN_OF.formatted("acm", "certificate/"), "the ARN of a certificate of ACM"),
                Architecture.valueOf(top.word("architecture", List.of("arm64", "x86_64"))
                        .replace("null", "arm64")
                        .toUpperCase(java.util.Locale.ROOT)),
                counts.database,
                counts.broker,
                counts.services,
                mail(top.section("mail")),
                top.has("x") ? Optional.of(x(top.section("x"))) : Optional.empty(),
                alarms(top.section("alarms")),
                logs(top.section("logs")),
                top.number("monthlyBudget", 1, 100_000));
    }

    /** What a shape has. */
    private record Full(Database database, Broker broker, SequencedMap<String, Service> services) {}

    private static Shape shape(String word) {
        return word.equals("small") ? Shape.SMALL : Shape.FULL;
    }

    private Full small(Section small) {
        var service = new Service(Stage.STANDALONE, size(small), 1, 1, Capacity.FARGATE, Optional.empty());
        var services = new LinkedHashMap<String, Service>();
        services.put(service.name(), service);
        return new Full(
                database(small.section("database")),
                new Broker.Beside(small.section("broker").text("image", IMAGE_FORM, "an image with a tag, not latest")),
                services);
    }

    private static Images images(Section top) {
        var text = top.text(
                "images",
                "\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[a-z0-9/_-]+",
                "a registry and prefix like 111122223333.dkr.ecr.us-east-1.amazonaws.com/broadsheet");
        if (text.isEmpty()) {
            return new Images("", "", "", "");
        }
        int slash = text.indexOf('/');
        var parts = text.split("\\.");
        return new Images(text.substring(0, slash), parts[0], parts[3], text.substring(slash + 1));
    }

    private static Database database(Section database) {
        return new Database(
                DatabaseClass.of(database.word("instance", DatabaseClass.names()))
                        .orElse(DatabaseClass.MICRO),
                database.number("storage", 20, 16_384),
                database.flag("multiAz"),
                database.number("backupDays", 0, 35),
                database.flag("protect"));
    }

    private Broker broker(Section broker) {
        return broker.word("kind", List.of("task", "amazonmq")).equals("amazonmq")
                ? new Broker.AmazonMq(broker.text(
                        "instance", "mq\\.m7g\\.(medium|large|xlarge)", "mq.m7g.medium, mq.m7g.large, mq.m7g.xlarge"))
                : new Broker.Task(broker.text("image", IMAGE_FORM, "an image with a tag, not latest"), size(broker));
    }

    private SequencedMap<String, Service> services(Section section) {
        var services = new LinkedHashMap<String, Service>();
        for (var name : SERVICES) {
            services.put(name, service(name, section.section(name)));
        }
        return services;
    }

    private Service service(String name, Section section) {
        var capacity = section.has("capacity")
                ? Capacity.valueOf(section.word("capacity", List.of("FARGATE", "FARGATE_SPOT")))
                : Capacity.FARGATE;
        var scaling = section.has("steps")
                ? Optional.of(new Backlog(
                        section.steps("steps"),
                        section.number("quietMinutes", 5, 60),
                        section.number("wakeMinutes", 0, 60, 0)))
                : Optional.<Backlog>empty();
        return new Service(
                name,
                size(section),
                section.number("minimum", 0, 50),
                section.number("maximum", 1, 50),
                capacity,
                scaling);
    }

    private static TaskSize size(Section section) {
        int cpu = section.number("cpu", 256, 4096);
        int memory = section.number("memory", 512, 30_720);
        if (!FargateSize.cpus().contains(cpu)) {
            section.wrong("cpu", cpu, FargateSize.cpus().toString());
        } else if (!FargateSize.memories(cpu).contains(memory)) {
            section.wrong("memory", memory, FargateSize.memories(cpu) + " with cpu " + cpu);
        }
        return new TaskSize(cpu, memory);
    }

    private static Mail mail(Section mail) {
        return new Mail(
                mail.text(
                        "smtp",
                        "smtps?://([^:@/\\s]+@)?[^:@/\\s]+(:\\d+)?\\?from=.+",
                        "smtp://user@host:587?from=news@example.org, without password"),
                mail.text(
                        "password",
                        ARN_OF.formatted("secretsmanager", "secret:"),
                        "the ARN of a secret whose text it is"));
    }

    private static XClient x(Section x) {
        return new XClient(
                x.text("clientId", "\\S+", "the client's id at X"),
                x.optionalText(
                        "clientSecret",
                        ARN_OF.formatted("secretsmanager", "secret:"),
                        "the ARN of a secret whose text it is"));
    }

    private static Alarms alarms(Section alarms) {
        return new Alarms(alarms.text("email", "[^@\\s]+@[^@\\s]+", "an address"), alarms.flag("all"));
    }

    private static Logs logs(Section logs) {
        var days = logs.word("days", List.of("1", "3", "5", "7", "14", "30", "60", "90"));
        return new Logs(days.equals("null") ? 1 : Integer.parseInt(days), logs.number("megabytesPerDay", 1, 100_000));
    }
}
