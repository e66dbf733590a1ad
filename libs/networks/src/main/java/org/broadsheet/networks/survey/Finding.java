package org.broadsheet.networks.survey;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.broadsheet.events.Mute;
import org.broadsheet.events.OfferedTimeline;
import org.jspecify.annotations.Nullable;

/** What became of an inquiry. */
public sealed interface Finding {
    /**
     * All of it, as far as it is taken: what is too long, over, or meant for other places is left out.
     *
     * @param timelines besides home, at most {@value Inquiry#MAX_TIMELINES}; none unless the part is about them
     * @param mutes at most {@value Inquiry#MAX_MUTES}; none if the part is about timelines
     */
    record Found(List<OfferedTimeline> timelines, List<Mute> mutes) implements Finding {
        public Found {
            timelines = List.copyOf(timelines);
            mutes = List.copyOf(mutes);
        }

        static Found timelines(List<OfferedTimeline> timelines) {
            return new Found(timelines, List.of());
        }

        static Found mutes(List<Mute> mutes) {
            return new Found(List.of(), mutes);
        }
    }

    /** The server does not offer it, which is no failure. */
    record Absent() implements Finding {}

    /** @param until nothing is asked before; null where the network said nothing of it */
    record Failed(Cause cause, @Nullable Instant until) implements Finding {
        public Failed {
            requireNonNull(cause, "cause");
        }

        static Failed of(Cause cause) {
            return new Failed(cause, null);
        }
    }

    /** Why there is no answer. */
    enum Cause {
        /** No answer, or none in time. */
        SILENT,
        RATE_LIMITED,
        /** The credentials are not taken. */
        REFUSED,
        /** They are too small for this. */
        DENIED,
        /** An answer that is none, and any other error of the server. */
        BROKEN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
