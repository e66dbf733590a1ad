package org.broadsheet.messaging;

import com.rabbitmq.client.ShutdownSignalException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.Service;

/** Looks at the queues of all services from outside, also of those that have no process now. For one thread. */
@Singleton
public final class QueueCensus implements AutoCloseable {
    private final Topology topology;
    private final BrokerConnection broker;

    QueueCensus(MessagingConfig config, Topology topology) {
        this.topology = topology;
        this.broker = new BrokerConnection("census", config, topology);
    }

    /**
     * One queue as the broker has it.
     *
     * @param service whose messages these are
     * @param waiting messages that nobody has got; on Broker-J with those that are in work
     * @param consumers channels that read the queue
     */
    public record Count(Service service, long waiting, long consumers) {
        /** Messages wait, and nobody will take them. */
        public boolean isUnattended() {
            return waiting > 0 && consumers == 0;
        }
    }

    /**
     * Asks for every queue.
     *
     * @throws IOException if not all could be seen, with the reason in words; queues that were missing are there at the
     *     next look
     */
    public List<Count> take() throws IOException {
        try (var channel = broker.openChannel()) {
            var counts = new ArrayList<Count>();
            for (var type : MessageType.values()) {
                for (var service : type.consumers()) {
                    var queue = channel.get().queueDeclarePassive(topology.queue(type, service));
                    counts.add(new Count(service, queue.getMessageCount(), queue.getConsumerCount()));
                }
            }
            return counts;
        } catch (IOException | ShutdownSignalException e) {
            broker.close(); // a new connection declares what is missing
            throw e instanceof BrokerProblem known ? known : new IOException("the queues could not be counted", e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        broker.close();
    }
}
