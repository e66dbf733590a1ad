package org.broadsheet.chaos.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.broadsheet.chaos.network.Misbehaviour;
import org.broadsheet.chaos.network.Networks;
import org.broadsheet.chaos.network.Trap;
import org.broadsheet.chaos.plan.Fault;
import org.broadsheet.chaos.plan.FaultKind;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.events.Service;

/**
 * Does what the plan says. Faults that meet the same thing follow each other, the others overlap. A kill waits, for a
 * while, until the service is back from the fault before, so that each one meets a service that works.
 */
public final class Nemesis {
    private static final Duration DATABASE_DELAY = Duration.ofMillis(50);
    private static final Duration BROKER_DELAY = Duration.ofMillis(200);
    private static final int NARROW = 4 * 1024;
    private static final int MOST_CUTS = 5;
    private static final Duration BACK = Duration.ofSeconds(20);
    /** Within this after a network has been asked, its answer becomes an effect. */
    private static final int PAGE_MILLIS = 250;

    private static final int REFRESH_MILLIS = 60;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Rig rig;
    private final Networks networks;
    private final Plan plan;
    private final Poison poison;
    private final Consumer<String> diary;
    private final Map<FaultKind, AtomicInteger> done = new EnumMap<>(FaultKind.class);
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile long begin;

    /** @param diary takes a line for each fault */
    public Nemesis(Rig rig, Networks networks, Plan plan, Consumer<String> diary) {
        this.rig = rig;
        this.networks = networks;
        this.plan = plan;
        this.poison = new Poison(rig.broker());
        this.diary = diary;
        for (var kind : FaultKind.values()) {
            done.put(kind, new AtomicInteger());
        }
    }

    /** Works through the plan; returns when the last fault has ended. */
    public void run() throws InterruptedException {
        begin = System.nanoTime();
        var lanes = new TreeMap<String, List<Fault>>();
        plan.faults()
                .forEach(fault -> lanes.computeIfAbsent(lane(fault), name -> new ArrayList<>())
                        .add(fault));
        var threads = new ArrayList<Thread>();
        lanes.forEach((name, faults) ->
                threads.add(Thread.ofVirtual().name("nemesis-" + name).start(() -> faults.forEach(this::attempt))));
        for (var thread : threads) {
            thread.join();
        }
    }

    /** How many of a kind were done. */
    public int done(FaultKind kind) {
        return done.getOrDefault(kind, new AtomicInteger()).get();
    }

    /** Faults that could not be done. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    public Poison poison() {
        return poison;
    }

    private static String lane(Fault fault) {
        return switch (fault.kind().target()) {
            case SERVICE -> fault.service().wireName();
            case INGEST -> fault.kind().name(); // they wait for what may be long in coming
            case QUEUES -> FaultKind.Target.BROKER.name(); // not while it is down: then nobody knows what it took
            default -> fault.kind().target().name();
        };
    }

    private void attempt(Fault fault) {
        awaitUntil(fault.at());
        try {
            diary.accept(clock() + fault.kind().words() + fault.whom() + lasting(fault));
            perform(fault);
            done.getOrDefault(fault.kind(), new AtomicInteger()).incrementAndGet();
        } catch (Missed e) {
            diary.accept(clock() + fault.kind().words() + " was not done: " + e.getMessage());
        } catch (RuntimeException e) {
            failures.add(fault + ": " + e);
            diary.accept(clock() + "could not be done: " + e);
        }
    }

    private void perform(Fault fault) {
        switch (fault.kind()) {
            case KILL_SERVICE -> hit(service(fault), ServiceProcess::kill);
            case END_SERVICE -> hit(service(fault), ServiceProcess::end);
            case STOP_SERVICE -> during(fault, service(fault)::pause, service(fault)::goOn);
            case KILL_BROKER -> {
                rig.broker().broker().kill();
                rig.broker().broker().start();
            }
            case RESTART_BROKER -> rig.broker().broker().restart();
            case ALARM_BROKER -> during(fault, () -> watermark("0"), () -> watermark("absolute", "512MB"));
            case KILL_DATABASE -> rig.database().kill();
            case CUT_COMMITS -> rig.databaseLink().cut(1 + fault.choice() % MOST_CUTS);
            case RESET_DATABASE_LINK -> rig.databaseLink().reset();
            case HOLE_DATABASE_LINK ->
                during(
                        fault,
                        () -> rig.databaseLink().blackHole(true),
                        () -> rig.databaseLink().blackHole(false));
            case SLOW_DATABASE_LINK ->
                during(
                        fault,
                        () -> rig.databaseLink().delay(DATABASE_DELAY),
                        () -> rig.databaseLink().delay(Rig.DATABASE_DISTANCE));
            case RESET_BROKER_LINK -> rig.brokerLink().reset();
            case HOLE_BROKER_LINK ->
                during(
                        fault,
                        () -> rig.brokerLink().blackHole(true),
                        () -> rig.brokerLink().blackHole(false));
            case SLOW_BROKER_LINK ->
                during(
                        fault,
                        () -> rig.brokerLink().delay(BROKER_DELAY),
                        () -> rig.brokerLink().delay(Duration.ZERO));
            case NARROW_BROKER_LINK ->
                during(
                        fault,
                        () -> rig.brokerLink().bandwidth(NARROW),
                        () -> rig.brokerLink().bandwidth(0));
            case RESET_MAIL_LINK ->
                during(
                        fault,
                        () -> rig.mailLink().refuse(true),
                        () -> rig.mailLink().refuse(false));
            case CUT_MAILS -> rig.mailLink().cut(1 + fault.choice() % MOST_CUTS);
            case LIMIT_NETWORKS -> misbehave(fault, Misbehaviour.LIMITED);
            case BREAK_NETWORKS -> misbehave(fault, Misbehaviour.BROKEN);
            case SLOW_NETWORKS -> misbehave(fault, Misbehaviour.SLOW);
            case CUT_NETWORKS -> misbehave(fault, Misbehaviour.CUT);
            case COLD_NETWORKS -> misbehave(fault, Misbehaviour.COLD);
            case KILL_AT_PAGE -> killBeside(networks.nextPage(), fault.choice() % PAGE_MILLIS);
            case KILL_AT_REFRESH -> {
                networks.expireTokens();
                killBeside(networks.nextRefresh(), fault.choice() % REFRESH_MILLIS);
            }
            case POISON -> poison.plant(fault);
        }
    }

    private ServiceProcess service(Fault fault) {
        return rig.service(fault.service());
    }

    private static void hit(ServiceProcess service, Consumer<ServiceProcess> blow) {
        await(BACK, service::isReady);
        await(BACK, () -> service.processId().isPresent());
        blow.accept(service);
    }

    private void misbehave(Fault fault, Misbehaviour how) {
        during(fault, () -> networks.misbehave(how, fault.lasts()), networks::behave);
    }

    /** Kills ingest when a network has been asked something. */
    private void killBeside(Trap asked, int millis) {
        var ingest = rig.service(Service.INGEST);
        await(BACK, ingest::isReady);
        var killed = new CountDownLatch(1);
        asked.set(() -> {
            await(Duration.ofMillis(millis), () -> false);
            ingest.kill();
            killed.countDown();
        });
        await(BACK, () -> killed.getCount() == 0);
        if (asked.remove()) {
            throw new Missed("no network was asked for " + BACK.toSeconds() + " s");
        }
    }

    /** Nothing came of a fault, as others were in its way. */
    private static final class Missed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missed(String why) {
            super(why);
        }
    }

    private void watermark(String... limit) {
        var command = new ArrayList<>(List.of("set_vm_memory_high_watermark"));
        command.addAll(List.of(limit));
        rig.broker().control(command.toArray(String[]::new));
    }

    private static void during(Fault fault, Runnable begin, Runnable end) {
        begin.run();
        try {
            await(fault.lasts(), () -> false);
        } finally {
            end.run();
        }
    }

    private void awaitUntil(Duration at) {
        await(at.minusNanos(System.nanoTime() - begin), () -> false);
    }

    /** Waits for a condition, for so long at most. */
    private static void await(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(LOOK.toNanos(), Math.max(1, deadline - System.nanoTime())));
        }
    }

    private String clock() {
        return "%6.1f s  ".formatted((System.nanoTime() - begin) / 1e9);
    }

    private static String lasting(Fault fault) {
        return fault.lasts().isZero()
                ? ""
                : ", for %.1f s".formatted(fault.lasts().toMillis() / 1000.0);
    }
}
