package org.broadsheet.chaos.network;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.broadsheet.testing.Answer;

/** What all doors have in common. */
record Doors(Mood mood, Trap pages, InstantSource clock) {
    Door open(Function<Instant, Answer> limited, Answer cold) {
        return new Door(mood, pages, clock, limited, cold);
    }
}
