package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * feed to digest: the articles chosen for a run, best first.
 *
 * @param candidates how many articles there were to choose from
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record DigestComposed(UUID runId, UUID userId, List<DigestArticle> articles, int candidates) implements Event {
    public DigestComposed {
        requireNonNull(runId, "runId");
        requireNonNull(userId, "userId");
        articles = List.copyOf(articles);
    }

    @Override
    public String identity() {
        return runId.toString();
    }
}
