package org.broadsheet.ingest;

import java.lang.management.ManagementFactory;

/**
 * Seconds of processor time, of this process and of the servers that it started.
 *
 * @param postgres of the backends that are still there; those of a pool are
 */
record Cpu(double own, double postgres, double rabbit) {
    static Cpu used() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cpu(system.getProcessCpuTime() / 1e9, ofChildren("postgres"), ofChildren("beam"));
    }

    private static double ofChildren(String program) {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .filter(info -> info.command().orElse("").contains(program))
                .mapToDouble(info -> info.totalCpuDuration()
                        .map(time -> time.toNanos() / 1e9)
                        .orElse(0.0))
                .sum();
    }

    Cpu minus(Cpu other) {
        return new Cpu(own - other.own, postgres - other.postgres, rabbit - other.rabbit);
    }

    Cpu times(double factor) {
        return new Cpu(own * factor, postgres * factor, rabbit * factor);
    }
}
