package org.broadsheet.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.chaos.load.Api;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.load.Reading;

/**
 * What was listed before a digest's slot came, and never marked as read, is in that digest or in an earlier one (I1). Only
 * digests that were surely sent count: what one of unknown fate held comes again.
 */
public final class DigestContentCheck {
    private static final int PAGE = 50;
    /** One with so many was cut, so it says nothing of what is not in it. */
    private static final int FULL = 50;

    private final Findings findings;

    public DigestContentCheck(Findings findings) {
        this.findings = findings;
    }

    /** @return whether everything could be read */
    public boolean check(Collection<Profile> people) {
        boolean all = true;
        for (var person : people) {
            if (!person.listed().isEmpty()) {
                all &= person.api().map(api -> check(person, api)).orElse(false);
            }
        }
        return all;
    }

    private boolean check(Profile who, Api api) {
        var runs = Reading.items(api, "digests", PAGE);
        if (runs.isEmpty()) {
            return false;
        }
        var sent = runs.get().stream()
                .filter(run -> run.path("state").asText().equals("sent"))
                .toList();
        if (sent.stream().anyMatch(run -> run.path("articleCount").asInt() >= FULL)) {
            return true;
        }
        var mailed = articles(api, sent);
        mailed.ifPresent(articles -> compare(who, last(sent), articles));
        return mailed.isPresent();
    }

    private static Instant last(List<JsonNode> sent) {
        return sent.stream()
                .map(run -> Instant.parse(run.path("slot").asText()))
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static Optional<Set<UUID>> articles(Api api, List<JsonNode> sent) {
        var articles = new HashSet<UUID>();
        for (var run : sent) {
            var whole = Reading.one(api, "digests/" + run.path("id").asText());
            if (whole.isEmpty()) {
                return Optional.empty();
            }
            whole.get()
                    .path("articles")
                    .forEach(article ->
                            articles.add(UUID.fromString(article.path("id").asText())));
        }
        return Optional.of(articles);
    }

    void compare(Profile who, Instant lastSlot, Set<UUID> mailed) {
        who.listed().forEach((article, at) -> {
            if (at.isBefore(lastSlot)) {
                findings.looked(Invariant.I1, 1);
                if (!mailed.contains(article)) {
                    findings.violated(
                            Invariant.I1,
                            "%s had the article %s in the feed at %s, and it was in no digest until %s"
                                    .formatted(who, article, at, lastSlot));
                }
            }
        });
    }
}
