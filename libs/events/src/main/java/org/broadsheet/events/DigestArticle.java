package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One article of a digest.
 *
 * @param sharers the names of at most three sharers
 * @param sharerCount how many there are in all
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record DigestArticle(
        UUID articleId,
        String url,
        String title,
        String domain,
        @Nullable String author,
        @Nullable String excerpt,
        List<String> sharers,
        int sharerCount) {
    public DigestArticle {
        requireNonNull(articleId, "articleId");
        requireNonNull(url, "url");
        requireNonNull(title, "title");
        requireNonNull(domain, "domain");
        sharers = List.copyOf(sharers);
    }
}
