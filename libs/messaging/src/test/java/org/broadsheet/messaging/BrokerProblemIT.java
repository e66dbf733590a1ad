package org.broadsheet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker that can't be used: one sentence that names the setting or the queue, and what to do. */
class BrokerProblemIT {
    private static String problem(String url) {
        return problem(url, Rig.freshPrefix(), 1_000);
    }

    private static String problem(String url, String prefix, int maxLength) {
        var config = config(url, prefix, maxLength);
        try (var connection = new BrokerConnection("test", config, new Topology(config))) {
            var failure = catchThrowable(connection::openChannel);
            assertThat(failure).isInstanceOf(BrokerProblem.class);
            return String.valueOf(failure.getMessage());
        }
    }

    private static MessagingConfig config(String url, String prefix, int maxLength) {
        var second = Duration.ofSeconds(1);
        return new MessagingConfig(url, prefix, maxLength, 1, 1, 1, second, second, 1, second, second, second, second);
    }

    private static String address(Broker broker, String userInfo, String virtualHost) {
        var uri = URI.create(broker.amqpUrl());
        return "amqp://" + userInfo + "@" + uri.getHost() + ":" + uri.getPort() + virtualHost;
    }

    @ParameterizedTest
    @MethodSource("org.broadsheet.testing.TestRabbit#brokers")
    void wrongCredentialsAreNamedAndNeverShown(Broker broker) {
        assertThat(problem(address(broker, "mallory:hunter2", "")))
                .startsWith("BROADSHEET_AMQP_URL: ")
                .contains("refuses user 'mallory' or the password", "check both")
                .doesNotContain("hunter2");
    }

    @Test
    void aVirtualHostThatIsNotThereIsNamed() {
        var broker = TestRabbit.rabbitmq();
        var credentials = URI.create(broker.amqpUrl()).getUserInfo();
        assertThat(problem(address(broker, credentials, "/elsewhere")))
                .startsWith("BROADSHEET_AMQP_URL: ")
                .contains("no virtual host 'elsewhere'");
    }

    @Test
    void anAddressThatNothingListensOnIsNamed() throws IOException {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        assertThat(problem("amqp://u:p@127.0.0.1:" + port))
                .isEqualTo("BROADSHEET_AMQP_URL: nothing answers at 127.0.0.1:" + port
                        + ": check the address and that the broker runs");
    }

    @Test
    void anAddressOfAnotherKindOfServerIsNamed() throws Exception {
        try (var database = TestPostgres.shared().freshDatabase().connect()) {
            var port = database.getMetaData().getURL().replaceFirst("^.*:(\\d+)/.*$", "$1");
            assertThat(problem("amqp://u:p@127.0.0.1:" + port))
                    .startsWith("BROADSHEET_AMQP_URL: ")
                    .contains("127.0.0.1:" + port);
        }
    }

    @Test
    void aBrokerThatSaysNothingIsNamed() throws IOException {
        try (var silent = new ServerSocket(0)) {
            assertThat(problem("amqp://u:p@127.0.0.1:" + silent.getLocalPort())).contains("does not answer in time");
        }
    }

    @Test
    void aQueueThatIsThereWithOtherLimitsIsNamedWithWhatToDo() {
        var broker = TestRabbit.rabbitmq();
        try (var rig = Rig.start(broker, Map.of("max-length", 77))) {
            rig.declared();
            assertThat(problem(broker.amqpUrl(), rig.prefix(), 78))
                    .startsWith(rig.prefix())
                    .contains("is already on the broker", "other limits", "delete it");
        }
    }

    @Test
    void everyQueueIsAQuorumQueueWhoseLimitsNoOtherDeclarationCanLower() throws Exception {
        var broker = TestRabbit.rabbitmq();
        var factory = new ConnectionFactory();
        factory.setUri(broker.amqpUrl());
        try (var rig = Rig.start(broker).declared();
                var connection = factory.newConnection()) {
            var queue = rig.queue("filter.entry-ingested");
            var ours = new HashMap<>(QueueDialect.RABBITMQ.work(200_000, queue + Topology.DEAD));
            connection.createChannel().queueDeclare(queue, true, false, false, ours);
            for (var name : Set.copyOf(ours.keySet())) {
                var other = new HashMap<>(ours);
                other.remove(name);
                var channel = connection.createChannel();
                assertThat(catchThrowable(() -> channel.queueDeclare(queue, true, false, false, other)))
                        .as(name)
                        .hasRootCauseInstanceOf(ShutdownSignalException.class);
                assertThat(channel.getCloseReason().getMessage()).as(name).contains("inequivalent arg");
            }
        }
    }

    @Test
    void manyThreadsThatWaitForABrokerMakeOneAttemptASecond() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var config = config("amqp://u:p@127.0.0.1:" + silent.getLocalPort(), "", 1);
            var failed = new CountDownLatch(20);
            try (var connection = new BrokerConnection("test", config, new Topology(config))) {
                long began = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    Thread.ofVirtual().start(() -> {
                        assertThat(catchThrowable(connection::openChannel)).isInstanceOf(BrokerProblem.class);
                        failed.countDown();
                    });
                }
                failed.await();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            }
        }
    }
}
