package org.broadsheet.ecs.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The pairs of processor and memory that Fargate has. */
final class FargateSize {
    private static final Map<Integer, List<Integer>> MEMORY_OF_CPU = new TreeMap<>(Map.of(
            256, List.of(512, 1024, 2048),
            512, gibibytes(1, 4),
            1024, gibibytes(2, 8),
            2048, gibibytes(4, 16),
            4096, gibibytes(8, 30)));

    private FargateSize() {}

    static List<Integer> cpus() {
        return List.copyOf(MEMORY_OF_CPU.keySet());
    }

    /** @return none for a processor that there is not */
    static List<Integer> memories(int cpu) {
        return MEMORY_OF_CPU.getOrDefault(cpu, List.of());
    }

    private static List<Integer> gibibytes(int from, int to) {
        return IntStream.rangeClosed(from, to).map(n -> n * 1024).boxed().toList();
    }
}
