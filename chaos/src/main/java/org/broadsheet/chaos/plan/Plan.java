package org.broadsheet.chaos.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Which faults come when. The same seed and length give the same plan; what it meets, and so what comes of it, depends on
 * the moment.
 *
 * @param faults in the order of their times
 */
public record Plan(long seed, int minutes, List<Fault> faults) {
    public static final int MAX_MINUTES = 8 * 60;
    private static final String ALGORITHM = "L64X128MixRandom";

    public Plan {
        faults = List.copyOf(faults);
    }

    /** @param minutes 1 to {@link #MAX_MINUTES} */
    public static Plan of(long seed, int minutes) {
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw new IllegalArgumentException("minutes are from 1 to " + MAX_MINUTES + ", not " + minutes);
        }
        var random = random(seed, "plan");
        var kinds = new ArrayList<FaultKind>();
        for (var kind : FaultKind.values()) {
            kinds.addAll(Collections.nCopies(kind.count(minutes), kind));
        }
        shuffle(kinds, random);
        var each = Duration.ofMinutes(minutes).dividedBy(kinds.size());
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < kinds.size(); i++) {
            faults.add(fault(kinds.get(i), each.multipliedBy(i), each, random));
        }
        faults.sort(Comparator.comparing(Fault::at));
        return new Plan(seed, minutes, faults);
    }

    /** A generator of its own for each purpose, so that one more draw here changes nothing there. */
    public static RandomGenerator random(long seed, String purpose) {
        return RandomGeneratorFactory.of(ALGORITHM).create(seed * 31 + purpose.hashCode());
    }

    private static Fault fault(FaultKind kind, Duration begin, Duration room, RandomGenerator random) {
        var at = begin.plusMillis(random.nextLong(room.toMillis() + 1));
        long spread = kind.longest().minus(kind.shortest()).toMillis();
        var lasts = kind.shortest().plusMillis(spread == 0 ? 0 : random.nextLong(spread));
        return new Fault(at, kind, lasts, random.nextInt(1_000_000));
    }

    private static void shuffle(List<FaultKind> kinds, RandomGenerator random) {
        for (int i = kinds.size() - 1; i > 0; i--) {
            Collections.swap(kinds, i, random.nextInt(i + 1));
        }
    }

    public long count(FaultKind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).count();
    }

    @Override
    public String toString() {
        return String.join("\n", faults.stream().map(Fault::toString).toList());
    }
}
