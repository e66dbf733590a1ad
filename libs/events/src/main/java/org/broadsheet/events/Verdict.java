package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one user, at one version, say of one entry.
 *
 * @param rulesVersion the version of the user's rules; an older verdict never overwrites a newer
 * @param subscriptionIds by which of the user's subscriptions the entry came; empty when none is left
 * @param hiddenBy the rule that hides the entry, as the user wrote it ({@code domain:example.com}); null: it is shown
 * @param hiddenLinks link keys that are not listed although the entry is shown, each with its domain's rule
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verdict(
        UUID userId,
        long rulesVersion,
        List<UUID> subscriptionIds,
        @Nullable String hiddenBy,
        List<HiddenLink> hiddenLinks) {
    public Verdict {
        requireNonNull(userId, "userId");
        subscriptionIds = List.copyOf(subscriptionIds);
        hiddenLinks = List.copyOf(hiddenLinks);
    }

    /** A link that is hidden by a rule although its entry is shown. */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record HiddenLink(String linkKey, String rule) {
        public HiddenLink {
            requireNonNull(linkKey, "linkKey");
            requireNonNull(rule, "rule");
        }
    }
}
