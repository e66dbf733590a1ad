package org.broadsheet.messaging;

import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What is done with the dead letters that are meant. One of these treats one queue. */
interface DeadLetterTreatment {
    /**
     * @return which deliveries are settled now: this one, earlier ones, or none yet
     * @throws BrokerException if the outcome of what was published is unknown
     */
    Settled take(DeadLetter letter, Delivery delivery) throws IOException;

    /** Settles what is open. */
    default Settled finish() throws IOException {
        return Settled.NONE;
    }

    /**
     * @param tags of deliveries that may be acknowledged, and so leave the dead letters
     * @param refused how many others came to their end and stay
     */
    record Settled(Collection<Long> tags, int refused) {
        static final Settled NONE = new Settled(List.of(), 0);
    }

    /** Looks at them and leaves them. */
    static DeadLetterTreatment look(Consumer<DeadLetter> eye) {
        return (letter, delivery) -> {
            eye.accept(letter);
            return Settled.NONE;
        };
    }

    /** Forgets them. */
    static DeadLetterTreatment discard() {
        return (letter, delivery) -> new Settled(List.of(delivery.getEnvelope().getDeliveryTag()), 0);
    }
}
