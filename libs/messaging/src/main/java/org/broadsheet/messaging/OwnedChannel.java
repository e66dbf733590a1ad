package org.broadsheet.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;

/**
 * A channel that belongs to the thread which opened it. Channels are not safe for several threads: concurrent publishes
 * mix their frames and lose the connection, a foreign acknowledgement takes others with it. So every other thread is
 * refused.
 */
final class OwnedChannel implements AutoCloseable {
    private final Channel channel;
    private final Thread owner = Thread.currentThread();

    private OwnedChannel(Channel channel) {
        this.channel = channel;
    }

    /** @throws IOException if the connection is lost or allows no further channel */
    static OwnedChannel open(Connection connection) throws IOException {
        var channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel on this connection");
        }
        return new OwnedChannel(channel);
    }

    /** @throws IllegalStateException on any thread but the one that opened it */
    Channel get() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a channel is used by a thread that did not open it");
        }
        return channel;
    }

    /** Ends the channel, whatever its state; unacknowledged deliveries come again. */
    @Override
    public void close() throws IOException {
        channel.abort();
    }
}
