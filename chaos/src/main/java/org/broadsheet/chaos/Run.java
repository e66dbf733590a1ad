package org.broadsheet.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.chaos.check.DigestCheck;
import org.broadsheet.chaos.check.DigestContentCheck;
import org.broadsheet.chaos.check.DrainCheck;
import org.broadsheet.chaos.check.Findings;
import org.broadsheet.chaos.check.LedgerCheck;
import org.broadsheet.chaos.check.MailLog;
import org.broadsheet.chaos.check.UnreadTimelines;
import org.broadsheet.chaos.check.Usage;
import org.broadsheet.chaos.load.Crowd;
import org.broadsheet.chaos.load.Pause;
import org.broadsheet.chaos.network.Networks;
import org.broadsheet.chaos.network.Timeline;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.chaos.rig.Nemesis;
import org.broadsheet.chaos.rig.Rig;
import org.broadsheet.chaos.rig.RigException;
import org.broadsheet.chaos.source.FakeSource;
import org.broadsheet.chaos.source.Newsroom;
import org.jspecify.annotations.Nullable;

/** One run: start, a calm moment, the faults, rest, the checks. */
final class Run {
    private static final Duration SIGN_UP = Duration.ofMinutes(3);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofMinutes(2);

    private final Plan plan;
    private final @Nullable String plant;
    private final Path folder;
    private final Path shared;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private final Findings findings = new Findings();

    /**
     * @param plant the bug that is planted into the services, null for none
     * @param folder of this run; everything that it writes is below
     * @param shared what any run can use again
     */
    Run(Plan plan, @Nullable String plant, Path folder, Path shared, PrintStream out) {
        this.plan = plan;
        this.plant = plant;
        this.folder = folder;
        this.shared = shared;
        this.out = out;
    }

    /** @throws RigException if the rig can't run here, or could not do what the plan says */
    Verdict execute() throws InterruptedException, IOException {
        Files.createDirectories(folder);
        Files.createDirectories(shared);
        var verdict = executeBelow();
        if (verdict.holds()) {
            forgetData();
        }
        return verdict;
    }

    /** The servers' data are large; nobody wants to look at those of a run that held. */
    private void forgetData() throws IOException {
        for (var data : List.of(folder.resolve("postgresql/data"), folder.resolve("rabbitmq/data"))) {
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Verdict executeBelow() throws InterruptedException {
        long started = System.nanoTime();
        try (var newsroom = Newsroom.open(plan.seed(), plan.minutes(), Crowd.SIZE, clock);
                var networks = Networks.open(plan.seed(), plan.minutes(), Crowd.seats(), clock);
                var rig = Rig.start(
                        folder, shared, newsroom.allow() + "," + networks.allow(), networks.settings(), plant);
                var mails = new MailLog(rig.mailbox(), clock)) {
            say("%s; all services ready after %d s"
                    .formatted(rig.broker().broker().name(), seconds(started)));
            var crowd = new Crowd(
                    plan.seed(),
                    newsroom,
                    networks,
                    rig.mailbox(),
                    service -> rig.service(service).uri(),
                    findings,
                    clock);
            if (!crowd.start(SIGN_UP)) {
                throw new RigException("nobody could sign up within " + SIGN_UP.toMinutes() + " minutes");
            }
            Pause.of(CALM);
            var before = Usage.of(rig);
            say("calm: " + before);
            var nemesis = new Nemesis(rig, networks, plan, this::say);
            nemesis.run();
            long lastFault = System.nanoTime();
            say("the last fault has ended");
            return rest(newsroom, networks, rig, mails, crowd, before, nemesis, lastFault);
        }
    }

    private Verdict rest(
            Newsroom newsroom,
            Networks networks,
            Rig rig,
            MailLog mails,
            Crowd crowd,
            Usage before,
            Nemesis nemesis,
            long lastFault)
            throws InterruptedException {
        newsroom.rest();
        networks.rest();
        crowd.stop();
        awaitServices(rig);
        var drain = new DrainCheck(rig, new UnreadTimelines(rig, networks, crowd), findings);
        var drained = drain.await(lastFault);
        say("nothing waits any more %.1f s after the last fault".formatted(drained.toMillis() / 1000.0));
        long copies = drain.deadLetters(nemesis.poison().planted());
        drain.unaskedEnds();
        var ledgers = new LedgerCheck(newsroom, networks, findings);
        boolean readAll = ledgers.check(crowd.profiles())
                & new DigestCheck(findings, clock).check(crowd.profiles(), mails.arrived())
                & new DigestContentCheck(findings).check(crowd.profiles());
        var after = Usage.of(rig);
        say("at rest: " + after);
        after.compareWith(before, findings);
        if (!readAll) {
            throw new RigException(
                    "a service does not answer long after the last fault; see " + folder.resolve("logs"));
        }
        if (!nemesis.failures().isEmpty()) {
            throw new RigException("faults could not be done: " + nemesis.failures());
        }
        var counted = new Verdict.Counted(
                ledgers.deliveries(),
                newsroom.sources().stream()
                        .mapToLong(source -> source.served().size())
                        .sum(),
                newsroom.sources().stream().mapToLong(FakeSource::answers).sum(),
                networks.timelines().stream().mapToLong(Timeline::posts).sum(),
                networks.timelines().stream().mapToLong(Timeline::pages).sum(),
                crowd.reconnected(),
                ledgers.articles(),
                mails.arrived().size(),
                crowd.answered(),
                crowd.unknown(),
                rig.databaseLink().cutsDone(),
                rig.mailLink().cutsDone(),
                copies,
                drained);
        return new Verdict(plan, plant, findings, nemesis::done, counted, folder);
    }

    private static void awaitServices(Rig rig) {
        long deadline = System.nanoTime() + BACK.toNanos();
        while (!rig.allReady() && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
