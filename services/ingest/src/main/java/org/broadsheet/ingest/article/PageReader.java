package org.broadsheet.ingest.article;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.BodyRoom;
import org.broadsheet.links.fetch.FailureKind;
import org.broadsheet.links.fetch.FetchRequest;
import org.broadsheet.links.fetch.FetchResult;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.broadsheet.links.fetch.HostTurns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the page of an article and reads what it says. Blocks; needs no database. */
@Singleton
final class PageReader {
    private static final String ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
    private static final int LONGEST_NAME = 200;

    private static final Logger log = LoggerFactory.getLogger(PageReader.class);

    /** A host's line is short: one of its pages is in hand at a time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GuardedFetcher fetcher;
    private final HostTurns turns;
    private final PageParser parser;
    private final JsonMapper json;
    private final BodyRoom room;

    PageReader(
            @Named("ingest") GuardedFetcher fetcher,
            HostTurns turns,
            PageParser parser,
            JsonMapper json,
            BodyRoom room) {
        this.fetcher = fetcher;
        this.turns = turns;
        this.parser = parser;
        this.json = json;
        this.room = room;
    }

    /** What became of a reading. */
    sealed interface Result {
        /** The page was read; it may say nothing. */
        record Read(PageMetadata metadata) implements Result {}

        /**
         * There is nothing to read, now or for good.
         *
         * @param reason in words
         * @param hostIsAway whether other pages of the host would fare no better for a while
         * @param notBefore how long the server asks to be left alone; zero where it does not say
         */
        record NotRead(String reason, boolean forGood, boolean hostIsAway, Duration notBefore) implements Result {}
    }

    Result read(String url) {
        return room.within(() -> readAlone(url));
    }

    private Result readAlone(String url) {
        if (!(WebUrl.parse(url) instanceof WebUrl address)) {
            return new Result.NotRead("This is not an address that can be read.", true, false, Duration.ZERO);
        }
        return ask(address, ACCEPT)
                .map(this::result)
                .orElseGet(() -> new Result.NotRead("The server did not answer lately.", false, true, Duration.ZERO));
    }

    /** Empty when it is not this host's turn. */
    private Optional<FetchResult> ask(WebUrl url, String accept) {
        var request = FetchRequest.of(url.toUri()).withAccept(accept);
        return turns.take(url, PATIENCE).map(turn -> fetcher.fetch(request, turn));
    }

    private Result result(FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched -> read(fetched);
            case FetchResult.NotModified unasked -> new Result.Read(nothing());
            case FetchResult.Gone gone -> new Result.NotRead("The page is gone.", true, false, Duration.ZERO);
            case FetchResult.RateLimited limited ->
                new Result.NotRead(limited.reason(), false, true, limited.retryAfter());
            case FetchResult.Failed failed -> failed(failed);
        };
    }

    private static Result failed(FetchResult.Failed failed) {
        boolean forGood = !failed.kind().isSilence() && failed.kind() != FailureKind.NO_ROOM && failed.status() < 500;
        return new Result.NotRead(failed.reason(), forGood, failed.isHostSilent(), Duration.ZERO);
    }

    private Result read(FetchResult.Fetched fetched) {
        try {
            return new Result.Read(metadata(fetched));
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of ours, and no reason to try the same page ten times.
            log.atWarn()
                    .addKeyValue("host", fetched.finalUri().getHost())
                    .setCause(e)
                    .log("a page that the parser does not survive");
            return new Result.NotRead("The page could not be read.", true, false, Duration.ZERO);
        }
    }

    private PageMetadata metadata(FetchResult.Fetched fetched) {
        if (!PageParser.isPage(fetched.contentType())) {
            return nothing();
        }
        var found = room.document(() -> parser.parse(fetched.body(), fetched.contentType(), fetched.finalUri()));
        var oembed = found.oembed();
        boolean poor =
                found.description().title() == null || found.description().author() == null;
        return oembed != null && poor ? found.with(found.description().or(embedded(oembed))) : found;
    }

    private static PageMetadata nothing() {
        return new PageMetadata(Description.NOTHING, null, null);
    }

    /** oEmbed's fields of plain text (section 2.3.4); its {@code html} is somebody else's markup and is never read. */
    private Description embedded(WebUrl address) {
        return ask(address, "application/json")
                .filter(FetchResult.Fetched.class::isInstance)
                .flatMap(result -> json(((FetchResult.Fetched) result).body()))
                .map(PageReader::described)
                .orElse(Description.NOTHING);
    }

    private Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.ofNullable(json.readValue(body, Argument.of(JsonNode.class)))
                    .filter(JsonNode::isObject);
        } catch (IOException | RuntimeException notJson) {
            return Optional.empty();
        }
    }

    private static Description described(JsonNode embed) {
        var image = text(embed, "thumbnail_url");
        return new Description(
                PlainText.cut(text(embed, "title"), PlainText.EXCERPT),
                PlainText.cut(text(embed, "provider_name"), LONGEST_NAME),
                PlainText.cut(text(embed, "author_name"), LONGEST_NAME),
                null,
                image != null && WebUrl.parse(image) instanceof WebUrl url ? url.toString() : null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable String text(JsonNode object, String field) {
        var value = object.get(field);
        return value != null && value.isString() ? value.getStringValue() : null;
    }
}
