package org.broadsheet.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** When an alarm is raised. */
public sealed interface Condition {
    /** How two numbers are compared. */
    enum Comparison {
        ABOVE("GreaterThanThreshold"),
        BELOW("LessThanThreshold");

        private final String cloudWatch;

        Comparison(String cloudWatch) {
            this.cloudWatch = cloudWatch;
        }

        public String cloudWatch() {
            return cloudWatch;
        }
    }

    /** What the alarm reads. */
    Collection<Signal> signals();

    /** @param statistic of the values in a period, as CloudWatch calls it: {@code Maximum}, {@code Sum}, {@code p99} */
    record Reads(Signal signal, String statistic) {
        public Reads {
            requireNonNull(signal, "signal");
            requireNonNull(statistic, "statistic");
        }
    }

    /** One signal above or below a number. */
    record Single(Reads reads, Comparison comparison, Threshold threshold) implements Condition {
        @Override
        public Collection<Signal> signals() {
            return List.of(reads.signal());
        }
    }

    /**
     * A number computed of several signals.
     *
     * @param expression CloudWatch metric math over the names of the inputs, in lower case
     */
    record Computed(String expression, SequencedMap<String, Reads> inputs, Comparison comparison, Threshold threshold)
            implements Condition {
        @Override
        public Collection<Signal> signals() {
            return inputs.values().stream().map(Reads::signal).toList();
        }
    }

    /** What the platform tells once, as an event. @param detailTypes with the names of the events that count */
    record Event(String source, Map<String, List<String>> detailTypes) implements Condition {
        public Event {
            requireNonNull(source, "source");
            detailTypes = Map.copyOf(detailTypes);
        }

        @Override
        public Collection<Signal> signals() {
            return List.of();
        }
    }

    /** The month's bill comes near what the stage may cost. @param percents of it, each told once */
    record Spending(List<Integer> percents) implements Condition {
        public Spending {
            percents = List.copyOf(percents);
        }

        @Override
        public Collection<Signal> signals() {
            return List.of();
        }
    }
}
