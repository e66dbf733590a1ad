package org.broadsheet.chaos.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What was looked at for each invariant, and what was found to violate it. Thread-safe. */
public final class Findings {
    private static final int KEPT = 1_000;

    private final Map<Invariant, List<String>> violations = new EnumMap<>(Invariant.class);
    private final Map<Invariant, AtomicLong> counts = new EnumMap<>(Invariant.class);
    private final Map<Invariant, AtomicLong> looked = new EnumMap<>(Invariant.class);
    private final java.util.Set<String> known = ConcurrentHashMap.newKeySet();

    public Findings() {
        for (var invariant : Invariant.values()) {
            violations.put(invariant, new CopyOnWriteArrayList<>());
            counts.put(invariant, new AtomicLong());
            looked.put(invariant, new AtomicLong());
        }
    }

    /** Something that would have shown a violation, and did or did not. */
    public void looked(Invariant invariant, long times) {
        looked.getOrDefault(invariant, new AtomicLong()).addAndGet(times);
    }

    /** The same words count once. */
    public void violated(Invariant invariant, String how) {
        if (!known.add(invariant + how)) {
            return;
        }
        if (counts.getOrDefault(invariant, new AtomicLong()).incrementAndGet() <= KEPT) {
            violations.getOrDefault(invariant, List.of()).add(how);
        }
    }

    public long count(Invariant invariant) {
        return counts.getOrDefault(invariant, new AtomicLong()).get();
    }

    public long looked(Invariant invariant) {
        return looked.getOrDefault(invariant, new AtomicLong()).get();
    }

    /** The first ones. */
    public List<String> of(Invariant invariant) {
        return List.copyOf(violations.getOrDefault(invariant, List.of()));
    }

    public boolean allHold() {
        return counts.values().stream().allMatch(count -> count.get() == 0);
    }
}
