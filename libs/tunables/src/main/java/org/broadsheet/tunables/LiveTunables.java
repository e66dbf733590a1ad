package org.broadsheet.tunables;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import org.broadsheet.settings.Tunable;
import org.broadsheet.settings.TunableValues;

/** What is turned now. Asking costs a look into memory, so whoever uses a value asks each time; for any thread. */
@Singleton
public final class LiveTunables {
    private volatile TunableValues values = TunableValues.none();

    /** @param configured what holds while nobody has turned it */
    public <T> T of(Tunable<T> tunable, T configured) {
        return values.of(tunable).orElse(configured);
    }

    public TunableValues values() {
        return values;
    }

    public void set(TunableValues turned) {
        values = requireNonNull(turned, "turned");
    }
}
