package org.broadsheet.messaging;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many deliveries of one consumer are not acknowledged yet, over its channels in this process. Thread-safe. */
final class InHand {
    private final Set<AtomicLong> channels = ConcurrentHashMap.newKeySet();

    void add(AtomicLong channel) {
        channels.add(channel);
    }

    /** What a channel had in hand when it ended is the broker's again. */
    void remove(AtomicLong channel) {
        channels.remove(channel);
    }

    long count() {
        return channels.stream().mapToLong(AtomicLong::get).sum();
    }
}
