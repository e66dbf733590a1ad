package org.broadsheet.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.broadsheet.events.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of all consumers, for whoever runs the system: look at them, publish them again, discard them. It
 * declares nothing on the broker, and what a walk does not settle stays in its queue. For one thread.
 */
public final class DeadLetterQueues implements AutoCloseable {
    /** RabbitMQ gives up what no consumer of ours could take; that must be removable. */
    private static final int MAX_INBOUND_BODY = 64 << 20;

    private static final int CLOSE_MILLIS = 5_000;

    private final Broker broker;
    private final String prefix;
    private final Duration confirmTimeout;
    private final Connection connection;
    private @Nullable Connection publishing;

    private DeadLetterQueues(Broker broker, String prefix, Duration confirmTimeout, Connection connection) {
        this.broker = broker;
        this.prefix = prefix;
        this.confirmTimeout = confirmTimeout;
        this.connection = connection;
    }

    /**
     * @param url AMQP 0-9-1 address with user and password
     * @param setting where the address comes from, for messages
     * @param prefix before the names of queues, as in {@code broadsheet.amqp.prefix}
     * @param confirmTimeout after which the outcome of a replay is unknown
     * @throws IOException if the broker can't be reached or refuses; the message says so in a sentence without secrets
     * @throws IllegalArgumentException if the address is none
     */
    public static DeadLetterQueues open(String url, String setting, String prefix, Duration confirmTimeout)
            throws IOException {
        var factory = BrokerConnection.factory(url);
        factory.setMaxInboundMessageBodySize(MAX_INBOUND_BODY);
        var broker = new Broker(factory, setting);
        return new DeadLetterQueues(broker, prefix, confirmTimeout, broker.connect());
    }

    /** The names of all consumers there are, for example {@code filter.entry-ingested}. */
    public static SortedSet<String> consumers() {
        var names = new TreeSet<String>();
        Arrays.stream(MessageType.values())
                .forEach(type -> type.consumers().forEach(service -> names.add(type.queueOf(service))));
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * Shows the letters that are meant, one after the other; nothing changes.
     *
     * @param eye is given each; it may throw, which ends the walk and changes nothing either
     * @return one outcome for each consumer that was walked through, the last one {@link DeadLetterOutcome.Broken} if
     *     the broker went away
     */
    public List<DeadLetterOutcome> look(DeadLetterFilter filter, Consumer<DeadLetter> eye) throws IOException {
        return walk(filter, consumer -> DeadLetterTreatment.look(eye));
    }

    /** Publishes the letters that are meant into the queues of their consumers again, with the id that they have. */
    public List<DeadLetterOutcome> replay(DeadLetterFilter filter) throws IOException {
        if (publishing == null) {
            publishing = broker.connect();
        }
        try (var channel = OwnedChannel.open(publishing)) {
            var window = new ConfirmWindow(channel, confirmTimeout);
            return walk(filter, consumer -> new DeadLetterReplay(window, prefix + consumer, InstantSource.system()));
        }
    }

    /** What {@link #replay} would do: counts as refused what it has no queue for; nothing changes. */
    public List<DeadLetterOutcome> rehearseReplay(DeadLetterFilter filter) throws IOException {
        return walk(filter, consumer -> {
            int refused = exists(prefix + consumer) ? 0 : 1;
            return (letter, delivery) -> new DeadLetterTreatment.Settled(List.of(), refused);
        });
    }

    private boolean exists(String queue) throws IOException {
        try (var channel = OwnedChannel.open(connection)) {
            channel.get().queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            if (BrokerProblem.isNotFound(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Removes the letters that are meant, for good. */
    public List<DeadLetterOutcome> discard(DeadLetterFilter filter) throws IOException {
        return walk(filter, consumer -> DeadLetterTreatment.discard());
    }

    @Override
    public void close() {
        connection.abort(CLOSE_MILLIS);
        if (publishing != null) {
            publishing.abort(CLOSE_MILLIS);
        }
    }

    @FunctionalInterface
    private interface Treatments {
        DeadLetterTreatment of(String consumer) throws IOException;
    }

    private List<DeadLetterOutcome> walk(DeadLetterFilter filter, Treatments treatments) throws IOException {
        var outcomes = new ArrayList<DeadLetterOutcome>();
        long wanted = filter.limit();
        for (var consumer : consumers()) {
            if (!filter.includes(consumer) || wanted == 0) {
                continue;
            }
            try (var channel = OwnedChannel.open(connection)) {
                var outcome = new DeadLetterWalk(channel, consumer, prefix + consumer + Topology.DEAD)
                        .go(filter.withLimit(wanted), treatments.of(consumer));
                outcomes.add(outcome);
                if (outcome instanceof DeadLetterOutcome.Broken) {
                    return outcomes;
                }
                wanted -= outcome.counts().matched();
            }
        }
        return outcomes;
    }

    private record Broker(ConnectionFactory factory, String setting) {
        Connection connect() throws IOException {
            try {
                return factory.newConnection("broadsheet-dead-letters");
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                throw BrokerProblem.connecting(setting, factory, e);
            }
        }
    }
}
