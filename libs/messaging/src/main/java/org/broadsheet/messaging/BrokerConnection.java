package org.broadsheet.messaging;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
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
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int MAX_INBOUND_BODY = 1 << 20;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final String name;
    private final Topology topology;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private volatile boolean blocked;

    BrokerConnection(String name, MessagingConfig config, Topology topology) {
        this.name = name;
        this.topology = topology;
        try {
            factory.setUri(config.url());
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
        factory.setMaxInboundMessageBodySize(MAX_INBOUND_BODY);
    }

    /**
     * A new channel for the calling thread alone.
     *
     * @throws IOException if the broker can't be reached or refuses; the message names the setting, never a secret
     */
    Channel openChannel() throws IOException {
        lock.lock();
        try {
            var current = connection;
            if (current == null || !current.isOpen()) {
                current = connect();
                connection = current;
            }
            var channel = current.createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no further channel on this connection");
            }
            return channel;
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
            var current = connection;
            if (current != null && current.isOpen()) {
                current.abort(CONNECT_MILLIS);
            }
        } finally {
            lock.unlock();
        }
    }

    private Connection connect() throws IOException {
        try {
            var opened = factory.newConnection("broadsheet-" + name);
            blocked = false;
            opened.addBlockedListener(new BlockedListener() {
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
            });
            topology.declare(opened);
            log.atInfo()
                    .addKeyValue("connection", name)
                    .addKeyValue(
                            "broker",
                            String.valueOf(opened.getServerProperties().get("product")))
                    .addKeyValue(
                            "version",
                            String.valueOf(opened.getServerProperties().get("version")))
                    .log("connected to the broker");
            return opened;
        } catch (TimeoutException e) {
            throw new IOException("the broker did not answer within " + CONNECT_MILLIS + " ms", e);
        }
    }
}
