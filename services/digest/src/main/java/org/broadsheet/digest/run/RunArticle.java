package org.broadsheet.digest.run;

import static java.util.Objects.requireNonNull;

import io.micronaut.serde.annotation.Serdeable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.broadsheet.digest.sql.Columns;
import org.broadsheet.digest.text.OneLine;
import org.broadsheet.digest.text.WebLink;
import org.broadsheet.events.DigestArticle;
import org.jspecify.annotations.Nullable;

/**
 * An article of a digest, as it was when the digest was composed. All texts are single lines.
 *
 * @param url http or https; null where the article had an address that nobody should open
 * @param sharers the names of at most three
 * @param sharerCount how many there were in all
 */
@Serdeable
public record RunArticle(
        UUID id,
        @Nullable String url,
        String title,
        String domain,
        @Nullable String author,
        @Nullable String excerpt,
        List<String> sharers,
        int sharerCount) {
    private static final int MAX_TITLE = 300;
    private static final int MAX_NAME = 100;
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_EXCERPT = 500;
    private static final int MAX_SHARERS = 3;

    public RunArticle {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(domain, "domain");
        sharers = List.copyOf(sharers);
    }

    static RunArticle of(DigestArticle article) {
        var link = WebLink.of(article.url());
        var title = OneLine.of(article.title(), MAX_TITLE);
        return new RunArticle(
                article.articleId(),
                link.map(WebLink::url).orElse(null),
                title.isEmpty() ? link.map(WebLink::host).orElse("Untitled") : title,
                OneLine.of(article.domain(), MAX_DOMAIN),
                OneLine.orNull(article.author(), MAX_NAME),
                OneLine.orNull(article.excerpt(), MAX_EXCERPT),
                article.sharers().stream()
                        .map(name -> OneLine.of(name, MAX_NAME))
                        .filter(name -> !name.isEmpty())
                        .limit(MAX_SHARERS)
                        .toList(),
                Math.max(0, article.sharerCount()));
    }

    /** From a row of the table {@code digest_article}. */
    public static RunArticle of(ResultSet row) throws SQLException {
        return new RunArticle(
                row.getObject("article_id", UUID.class),
                row.getString("url"),
                row.getString("title"),
                row.getString("domain"),
                row.getString("author"),
                row.getString("excerpt"),
                Columns.texts(row, "sharers"),
                row.getInt("sharer_count"));
    }
}
