package org.broadsheet.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What the person who started it sees, beside the log. Safe for use by several threads. */
final class Terminal {
    private static final double NANOS = 1e9;

    private final PrintStream out;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void print(String line) {
        out.println(line);
    }

    /** Says that something begins, does it, and says how long it took. */
    <T> T step(String what, Supplier<T> work) {
        print("  starting " + what);
        long begin = System.nanoTime();
        T result = work.get();
        print("  started " + what + " in " + seconds(Duration.ofNanos(System.nanoTime() - begin)));
        return result;
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / NANOS);
    }
}
