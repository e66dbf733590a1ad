package org.broadsheet.events;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * filter to feed: an entry with the verdicts of users who subscribe to its source. It carries the entry whole, since
 * feed may not ask filter for it.
 *
 * @param verdicts at least one, at most {@link #MAX_VERDICTS}, each user once
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryScreened(EntryIngested entry, List<Verdict> verdicts) implements Event {
    /** Keeps the body below 64 KiB with an entry of the largest size. */
    public static final int MAX_VERDICTS = 200;

    public EntryScreened {
        requireNonNull(entry, "entry");
        verdicts = List.copyOf(verdicts);
        if (verdicts.isEmpty() || verdicts.size() > MAX_VERDICTS) {
            throw new IllegalArgumentException("1 to " + MAX_VERDICTS + " verdicts, not " + verdicts.size());
        }
    }

    @Override
    public String identity() {
        return entry.identity()
                + verdicts.stream()
                        .map(v -> ":" + v.userId() + "@" + v.rulesVersion() + v.subscriptionIds())
                        .sorted()
                        .collect(joining());
    }
}
