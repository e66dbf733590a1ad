package org.broadsheet.messaging;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, opened when a channel is asked for and opened anew when it was lost. The client's own
 * recovery stays off: it loses publishes and never revives a channel closed by an exception, so each owner of a channel
 * asks for a new one instead. Publishing and consuming have a connection each, because a broker that is short of memory
 * stops reading from connections that publish.
 */
final class BrokerConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerConnection.class);
    /** A peer that has gone silent is given up after two of these. */
    private static final int HEARTBEAT_SECONDS = 10;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MAX_INBOUND_BODY = 1 << 20;

    /** Many threads want a channel of a broker that is away: one attempt in this time serves them all. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final ConnectionFactory factory;
    private final String name;
    private final Topology topology;
    private final ReentrantLock lock = new ReentrantLock();
    private final Pace attempts = new Pace(BETWEEN_ATTEMPTS);
    private final Pace complaints = new Pace(BETWEEN_COMPLAINTS);
    private volatile @Nullable Connection connection;
    private @Nullable BrokerProblem problem;
    private volatile boolean blocked;

    BrokerConnection(String name, MessagingConfig config, Topology topology) {
        this.name = name;
        this.topology = topology;
        this.factory = factory(config.url());
    }

    /**
     * How every connection of ours is opened.
     *
     * @throws IllegalArgumentException if the address is none; the message does not quote it
     */
    static ConnectionFactory factory(String url) {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(url);
        } catch (URISyntaxException | NoSuchAlgorithmException | KeyManagementException e) {
            // The message of the cause may quote the password that stands in the address.
            throw new IllegalArgumentException(
                    "BROADSHEET_AMQP_URL is not an address like amqp://user:password@host:5672/virtual-host ("
                            + e.getClass().getSimpleName() + ")");
        }
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout(ANSWER_MILLIS);
        factory.setMaxInboundMessageBodySize(MAX_INBOUND_BODY);
        return factory;
    }

    /**
     * A new channel for the calling thread alone.
     *
     * @throws BrokerProblem if the broker can't be reached or refuses; it was logged
     * @throws IOException if the connection was lost in between
     */
    OwnedChannel openChannel() throws IOException {
        lock.lock();
        try {
            var current = connection;
            if (current == null || !current.isOpen()) {
                current = connect();
                connection = current;
            }
            return OwnedChannel.open(current);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the broker has asked publishers to pause (memory or disk alarm). */
    boolean isBlocked() {
        return blocked;
    }

    boolean isOpen() {
        var current = connection;
        return current != null && current.isOpen();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            abort(connection);
        } finally {
            lock.unlock();
        }
    }

    private static void abort(@Nullable Connection connection) {
        if (connection != null && connection.isOpen()) {
            connection.abort(CONNECT_MILLIS);
        }
    }

    private Connection connect() throws BrokerProblem {
        if (problem != null && !attempts.isDue()) {
            throw problem;
        }
        Connection opened = null;
        try {
            opened = factory.newConnection("broadsheet-" + name);
            opened.addBlockedListener(new Blocking());
            blocked = false;
            topology.declare(opened);
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            abort(opened);
            problem = BrokerProblem.connecting(factory, e);
            attempts.start();
            complain(problem);
            throw problem;
        }
        problem = null;
        complaints.reset();
        log.atInfo()
                .addKeyValue("connection", name)
                .addKeyValue("broker", property(opened, "product"))
                .addKeyValue("version", property(opened, "version"))
                .log("connected to the broker");
        return opened;
    }

    /** One line when it begins and one a minute, for all the threads that wait. */
    private void complain(BrokerProblem problem) {
        if (complaints.isDue()) {
            complaints.start();
            log.atWarn().addKeyValue("connection", name).log("{}; trying again", problem.getMessage());
        }
    }

    private static String property(Connection connection, String name) {
        return String.valueOf(connection.getServerProperties().get(name));
    }

    private final class Blocking implements BlockedListener {
        @Override
        public void handleBlocked(String reason) {
            blocked = true;
            log.atWarn().addKeyValue("reason", reason).log("the broker asks publishers to pause");
        }

        @Override
        public void handleUnblocked() {
            blocked = false;
            log.info("the broker takes publishes again");
        }
    }
}
