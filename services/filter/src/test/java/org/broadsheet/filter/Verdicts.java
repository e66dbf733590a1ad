package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;

/** What feed has heard, as it reads it: the newest counts. */
record Verdicts(List<EntryScreened> messages) {
    /** One verdict with the entry as it was judged. */
    record Told(EntryIngested entry, Verdict verdict) {}

    List<Told> on(UUID entryId, UUID user) {
        return messages.stream()
                .filter(message -> message.entry().entryId().equals(entryId))
                .flatMap(message -> message.verdicts().stream()
                        .filter(verdict -> verdict.userId().equals(user))
                        .map(verdict -> new Told(message.entry(), verdict)))
                .toList();
    }

    Optional<Told> last(UUID entryId, UUID user) {
        return on(entryId, user).stream()
                .max(Comparator.comparing((Told told) -> told.entry().version())
                        .thenComparing(told -> told.verdict().rulesVersion()));
    }

    /** The newest that was said of an entry is what its newest version and these names give, and nothing contradicts. */
    void agreeOn(EntryIngested newest, UUID user, java.util.Collection<String> blocked) {
        var last = last(newest.entryId(), user).orElseThrow(() -> new AssertionError("nothing said of " + newest));
        assertThat(last.entry()).isEqualTo(newest);
        assertThat(last.verdict().hiddenBy() != null)
                .as("hidden: %s with %s blocked", newest.links(), blocked)
                .isEqualTo(World.isHidden(newest, blocked));
        assertThat(World.hiddenLinks(last.verdict())).isEqualTo(World.hiddenLinks(newest, blocked));
        for (var told : on(newest.entryId(), user)) {
            if (told.entry().version() == last.entry().version()
                    && told.verdict().rulesVersion() == last.verdict().rulesVersion()) {
                assertThat(told.verdict().hiddenBy()).isEqualTo(last.verdict().hiddenBy());
                assertThat(told.verdict().hiddenLinks())
                        .isEqualTo(last.verdict().hiddenLinks());
            }
            // Feed needs both versions to grow together.
            assertThat(told.verdict().rulesVersion())
                    .isLessThanOrEqualTo(last.verdict().rulesVersion());
        }
    }
}
