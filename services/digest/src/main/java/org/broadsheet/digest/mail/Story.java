package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.digest.run.RunArticle;
import org.broadsheet.digest.text.WebLink;
import org.jspecify.annotations.Nullable;

/**
 * An article as the mail shows it.
 *
 * @param url null where it must not be opened
 * @param origin the host that the link leads to, and who wrote it
 * @param shared who shared it
 */
public record Story(
        @Nullable String url,
        String title,
        String origin,
        @Nullable String excerpt,
        @Nullable String shared) {
    private static final String RULE = "-".repeat(72);

    public Story {
        requireNonNull(title, "title");
        requireNonNull(origin, "origin");
    }

    static Story of(RunArticle article) {
        var link = WebLink.of(article.url());
        var host = link.map(WebLink::host).orElse(article.domain());
        return new Story(
                link.map(WebLink::url).orElse(null),
                link.map(found -> found.label(article.title())).orElse(article.title()),
                article.author() == null ? host : host + " · " + article.author(),
                article.excerpt(),
                shared(article));
    }

    /** The story in plain text, with a line above it. */
    public String text() {
        var text = new StringBuilder(RULE).append("\n\n");
        text.append(Paragraph.wrap(title))
                .append('\n')
                .append(Paragraph.wrap(origin))
                .append('\n');
        if (url != null) {
            text.append(url).append('\n');
        }
        Stream.of(excerpt, shared)
                .filter(Objects::nonNull)
                .forEach(paragraph ->
                        text.append('\n').append(Paragraph.wrap(paragraph)).append('\n'));
        return text.toString();
    }

    private static @Nullable String shared(RunArticle article) {
        if (article.sharers().isEmpty()) {
            return null;
        }
        var names = new ArrayList<>(article.sharers());
        int others = article.sharerCount() - names.size();
        if (others > 0) {
            names.add(others == 1 ? "1 other" : others + " others");
        }
        var last = names.removeLast();
        return "Shared by " + (names.isEmpty() ? last : String.join(", ", names) + " and " + last);
    }
}
