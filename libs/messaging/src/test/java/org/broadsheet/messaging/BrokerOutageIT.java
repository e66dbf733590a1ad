package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.RabbitNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A RabbitMQ that is killed, started again, or stops answering; one of its own, since others share theirs. */
class BrokerOutageIT extends BrokerContract {
    private static final int BOUNCES = Integer.getInteger("broadsheet.bounces", 2);
    private static final int KILLS = Integer.getInteger("broadsheet.kills", 1);
    private static final int POISON = Integer.getInteger("broadsheet.poison", 2_000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private RabbitNode node;

    private Set<Long> others = Set.of();

    @Override
    Broker broker() {
        return node.broker();
    }

    @Override
    Duration patience() {
        return Duration.ofSeconds(90);
    }

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                RabbitNode.isInstalled(), "needs the package rabbitmq-server, to kill a broker of its own");
        others = virtualMachines();
        node = RabbitNode.start(directory);
    }

    @AfterEach
    void end() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void consumersAreBackWithinTenSecondsOfTheBroker() {
        var handler = new RescreenHandler(message -> {});
        try (var rig = rig(handler).declared()) {
            for (int bounce = 1; bounce <= BOUNCES; bounce++) {
                broker().kill();
                rig.publish("filter", rescreen(bounce));
                broker().start();
                long open = System.nanoTime();
                int expected = bounce;
                await().atMost(patience()).until(() -> rig.distinctEffects("filter") == expected);
                assertThat(Duration.ofNanos(System.nanoTime() - open))
                        .as("bounce " + bounce)
                        .isLessThan(Duration.ofSeconds(10));
            }
            assertThat(rig.effects("filter")).isEqualTo(BOUNCES);
        }
    }

    @Test
    void everyMessageThatCantBeReadIsInTheDeadLettersThroughKillsOfTheBroker() throws Exception {
        var queue = "filter.rescreen-due";
        var said = new HashSet<String>();
        try (var rig = rig(new RescreenHandler(message -> {})).declared()) {
            for (int kill = 0; kill <= KILLS; kill++) {
                try (var raw = raw()) {
                    said.addAll(raw.publishAll(rig.queue(queue), POISON / (KILLS + 1)));
                }
                if (kill < KILLS) {
                    broker().kill();
                    broker().start();
                }
            }
            Set<String> dead;
            try (var raw = raw()) {
                dead = raw.drain(rig.queue(queue) + Topology.DEAD, said.size());
            }
            assertThat(dead).isEqualTo(said);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM outbox") == 0);
            await().atMost(patience()).until(() -> rig.count("filter", "SELECT count(*) FROM retry") == 0);
        }
    }

    @Test
    void aBrokerThatFallsSilentIsNoticedWithinTwentyFiveSeconds() throws Exception {
        try (var rig = rig(new RescreenHandler(message -> {})).declared()) {
            rig.publish("filter", rescreen(1));
            await().atMost(patience()).until(() -> rig.effects("filter") == 1);
            signal("STOP");
            try {
                long silent = System.nanoTime();
                await().atMost(patience()).until(() -> !rig.connected());
                assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(25));
                rig.publish("filter", rescreen(2));
            } finally {
                signal("CONT");
            }
            await().atMost(patience()).until(() -> rig.distinctEffects("filter") == 2);
            assertThat(rig.effects("filter")).isEqualTo(2);
        }
    }

    private static Set<Long> virtualMachines() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("beam.smp"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** To the broker of this test, and not to the one that all tests share. */
    private void signal(String name) throws IOException, InterruptedException {
        var ours = new HashSet<>(virtualMachines());
        ours.removeAll(others);
        assertThat(ours).isNotEmpty();
        for (var pid : ours) {
            var kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(pid))).start();
            assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(kill.exitValue()).isZero();
        }
    }
}
