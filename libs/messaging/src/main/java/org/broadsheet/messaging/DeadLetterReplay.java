package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Publishes dead letters into the queue of their consumer again, a window at a time. Id, type, version, correlation id
 * and body stay; what made them dead letters goes. A letter is settled when its publish is confirmed, so a process that
 * dies in between leaves a letter whose replay the inbox knows.
 */
final class DeadLetterReplay implements DeadLetterTreatment {
    static final String REPLAYED_AT = "x-replayed-at";
    private static final int MAX_WINDOW = 200;
    private static final int MAX_WINDOW_BYTES = 4 << 20;

    private final ConfirmWindow window;
    private final String queue;
    private final InstantSource clock;
    private final List<Outbox.Row> open = new ArrayList<>();
    private int openBytes;

    /** @param queue of the consumer, which the letters go back to */
    DeadLetterReplay(ConfirmWindow window, String queue, InstantSource clock) {
        this.window = window;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Settled take(DeadLetter letter, Delivery delivery) {
        var headers = Map.of(REPLAYED_AT, clock.instant().toString());
        var message = new Outbox.Outgoing("", queue, Envelope.of(delivery), headers);
        open.add(new Outbox.Row(delivery.getEnvelope().getDeliveryTag(), message, 0));
        openBytes += letter.body().length;
        return open.size() < MAX_WINDOW && openBytes < MAX_WINDOW_BYTES ? Settled.NONE : finish();
    }

    @Override
    public Settled finish() {
        var confirmed = window.publish(open);
        var settled = new Settled(confirmed, open.size() - confirmed.size());
        open.clear();
        openBytes = 0;
        return settled;
    }
}
