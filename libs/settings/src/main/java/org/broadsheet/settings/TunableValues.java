package org.broadsheet.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has been turned, and to what; immutable. */
public final class TunableValues {
    private static final TunableValues NONE = new TunableValues(Map.of());

    private final Map<Tunable<?>, Object> values;

    private TunableValues(Map<Tunable<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    public static TunableValues none() {
        return NONE;
    }

    public <T> TunableValues with(Tunable<T> tunable, T value) {
        var more = new HashMap<>(values);
        more.put(tunable, value);
        return new TunableValues(more);
    }

    @SuppressWarnings("unchecked") // with() takes the values of a tunable's type alone
    public <T> Optional<T> of(Tunable<T> tunable) {
        return Optional.ofNullable((T) values.get(tunable));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TunableValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Values of known forms alone, so none is a secret. */
    @Override
    public String toString() {
        var words = new TreeMap<String, String>();
        values.forEach((tunable, value) -> words.put(tunable.name(), value.toString()));
        return words.toString();
    }
}
