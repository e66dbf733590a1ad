package org.broadsheet.ecs.stage;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.broadsheet.settings.Tunables;

/**
 * What distinguishes one deployment from another, as its file in {@code stages/} says; {@link StageReader} has checked
 * it.
 *
 * @param name test, dev or prod
 * @param images registry and prefix of the images, {@code <account>.dkr.ecr.<region>.amazonaws.com/<prefix>}
 * @param certificate its ARN; without one the stage answers plain HTTP
 * @param database that of the shape
 * @param services by name, in the order of the file; in the small shape {@code standalone} alone
 * @param monthlyBudget in US dollars
 */
public record Stage(
        String name,
        String region,
        Shape shape,
        Images images,
        String publicUrl,
        Optional<String> certificate,
        Architecture architecture,
        Database database,
        Broker broker,
        SequencedMap<String, Service> services,
        Mail mail,
        Optional<XClient> x,
        Alarms alarms,
        Logs logs,
        int monthlyBudget) {

    public static final String STANDALONE = Tunables.STANDALONE;

    /** A service each, or all in one task. */
    public enum Shape {
        FULL,
        SMALL
    }

    public enum Architecture {
        ARM64,
        X86_64
    }

    public enum Capacity {
        FARGATE,
        FARGATE_SPOT
    }

    /** @param registry {@code <account>.dkr.ecr.<region>.amazonaws.com} */
    public record Images(String registry, String account, String region, String prefix) {
        /** The repository of one image: {@code broadsheet/feed}. */
        public String repository(String image) {
            return prefix + "/" + image;
        }
    }

    /** @param storage GiB; @param protect whether it can't be deleted, and leaves a snapshot when it is */
    public record Database(DatabaseClass instance, int storage, boolean multiAz, int backupDays, boolean protect) {}

    /** Where messages wait. */
    public sealed interface Broker {
        /** RabbitMQ as a task of its own, with its queues on a volume that outlives it. */
        record Task(String image, TaskSize size) implements Broker {}

        /** @param instance for example {@code mq.m7g.medium} */
        record AmazonMq(String instance) implements Broker {}

        /** RabbitMQ in the task that runs everything. */
        record Beside(String image) implements Broker {}
    }

    /** @param cpu in 1/1024; @param memory MiB */
    public record TaskSize(int cpu, int memory) {}

    /** @param scaling by backlog; else by processor, between minimum and maximum */
    public record Service(
            String name, TaskSize size, int minimum, int maximum, Capacity capacity, Optional<Backlog> scaling) {}

    /**
     * How many tasks a backlog gets.
     *
     * @param steps from this many messages on, this many tasks
     * @param quietMinutes without a message, after which the minimum is enough
     * @param wakeMinutes how often a service without tasks is started to look for what is due by itself; 0 for never
     */
    public record Backlog(SortedMap<Integer, Integer> steps, int quietMinutes, int wakeMinutes) {}

    /** @param smtp without password; @param password the ARN of a secret whose text it is */
    public record Mail(String smtp, String password) {}

    /** The operator's client at X. @param secret the ARN of a secret whose text it is; a public client has none */
    public record XClient(String id, Optional<String> secret) {}

    /** @param all whether there are those too that matter in production alone */
    public record Alarms(String email, boolean all) {}

    public record Logs(int days, int megabytesPerDay) {}

    public boolean isProduction() {
        return name.equals("prod");
    }

    public boolean isSmall() {
        return shape == Shape.SMALL;
    }

    /** What everything of this stage is called: {@code broadsheet-prod}. */
    public String prefix() {
        return "broadsheet-" + name;
    }

    public String dataStack() {
        return prefix() + "-data";
    }

    public String appStack() {
        return prefix() + "-app";
    }

    public String watchStack() {
        return prefix() + "-watch";
    }

    /** In the order in which they are made; they go the other way. */
    public List<String> stacks() {
        return List.of(dataStack(), appStack(), watchStack());
    }
}
