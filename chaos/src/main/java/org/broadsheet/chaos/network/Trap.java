package org.broadsheet.chaos.network;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that is done once, beside the next answer of a kind. Thread-safe. */
public final class Trap {
    private final AtomicReference<@Nullable Runnable> set = new AtomicReference<>();

    /** In place of what was set before. */
    public void set(Runnable what) {
        set.set(what);
    }

    /** @return whether it had not sprung yet */
    public boolean remove() {
        return set.getAndSet(null) != null;
    }

    public boolean isSet() {
        return set.get() != null;
    }

    void spring() {
        var what = set.getAndSet(null);
        if (what != null) {
            Thread.ofVirtual().name("trap").start(what);
        }
    }
}
