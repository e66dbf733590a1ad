package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.links.FoundLink;

/** What {@link FeedDocument} and {@link FeedEntry} promise of whatever is read. */
final class Promises {
    private static final ParseResult NOT_SURVIVED = new ParseResult.Broken("The feed could not be read.");

    private Promises() {}

    static void areKept(ParseResult result, Instant fetched) {
        assertThat(result).isNotEqualTo(NOT_SURVIVED);
        if (result instanceof ParseResult.Parsed(var feed)) {
            assertThat(feed.entries()).hasSizeLessThanOrEqualTo(1_000).doesNotHaveDuplicates();
            assertThat(feed.entries())
                    .extracting(FeedEntry::guid)
                    .doesNotHaveDuplicates()
                    .allMatch(Promises::isStorable);
            texts(feed).forEach(text -> assertThat(text).matches(Promises::isText, "text for people, or nothing"));
            addresses(feed).forEach(url -> assertThat(url).matches("https?://[^\\s\\p{Cntrl}<>]+"));
            instants(feed)
                    .forEach(instant -> assertThat(instant)
                            .isBetween(fetched.minus(Duration.ofDays(3_653)), fetched.plus(Duration.ofMinutes(10))));
        }
    }

    private static boolean isText(String text) {
        return !text.isBlank()
                && text.length() <= 500
                && isStorable(text)
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isStorable(String text) {
        return text.length() <= 1_000
                && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static Stream<String> texts(FeedDocument feed) {
        return Stream.concat(
                        Stream.of(feed.title(), feed.language()),
                        feed.entries().stream().flatMap(Promises::texts))
                .filter(Objects::nonNull);
    }

    private static Stream<String> texts(FeedEntry entry) {
        return Stream.of(
                        Stream.of(entry.title(), entry.text(), entry.author()),
                        entry.tags().stream(),
                        entry.links().stream().map(FoundLink::text))
                .flatMap(texts -> texts);
    }

    static Stream<String> addresses(FeedDocument feed) {
        return Stream.concat(Stream.of(feed.homePage()), feed.entries().stream().flatMap(Promises::addresses))
                .filter(Objects::nonNull);
    }

    private static Stream<String> addresses(FeedEntry entry) {
        return Stream.concat(
                Stream.of(entry.url(), entry.externalUrl(), entry.imageUrl()),
                entry.links().stream().map(found -> found.link().fetchUrl()));
    }

    private static Stream<Instant> instants(FeedDocument feed) {
        return feed.entries().stream()
                .flatMap(entry -> Stream.of(entry.published(), entry.updated()))
                .filter(Objects::nonNull);
    }
}
