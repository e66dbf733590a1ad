package org.broadsheet.ingest.poll;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.ingest.parse.FeedDiscovery;
import org.broadsheet.ingest.parse.FeedParser;
import org.broadsheet.ingest.parse.ParseResult;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.BodyRoom;
import org.broadsheet.links.fetch.FetchRequest;
import org.broadsheet.links.fetch.FetchResult;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.broadsheet.links.fetch.Validators;

/** Fetches a source and reads what comes. Blocks; needs no database. */
@Singleton
final class SourceReader {
    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, "
            + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";
    private static final String LEFT_ALONE = "The server did not answer lately; it is asked again later.";
    /** Where sites keep a feed that their pages do not name. */
    private static final List<String> USUAL_PATHS =
            List.of("/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml", "/feed.json");

    private final GuardedFetcher fetcher;
    private final FeedParser parser;
    private final InstantSource clock;
    private final HostGate gate;
    private final BodyRoom room;

    SourceReader(
            @Named("ingest") GuardedFetcher fetcher,
            FeedParser parser,
            InstantSource clock,
            HostGate gate,
            BodyRoom room) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.clock = clock;
        this.gate = gate;
        this.room = room;
    }

    PollOutcome read(Source source) {
        return room.within(() -> readAlone(source));
    }

    private PollOutcome readAlone(Source source) {
        if (!(WebUrl.parse(source.url()) instanceof WebUrl url)) {
            return failed(PollFailure.BLOCKED, "This is not an address that can be read.", "not a URL");
        }
        var request = FetchRequest.of(url.toUri()).withAccept(ACCEPT).withValidators(source.validators());
        return fetch(url, request)
                .map(result -> outcome(source, result))
                .orElseGet(() -> failed(PollFailure.LEFT_ALONE, LEFT_ALONE, "the host is left alone for a while"));
    }

    private PollOutcome outcome(Source source, FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched -> read(source, fetched);
            case FetchResult.NotModified(var validators, var hints) -> new PollOutcome.Unchanged(validators, hints);
            case FetchResult.Gone() -> new PollOutcome.Gone();
            case FetchResult.RateLimited limited ->
                new PollOutcome.Failed(
                        PollFailure.RATE_LIMITED, limited.reason(), "status " + limited.status(), limited.retryAfter());
            case FetchResult.Failed failure ->
                failed(PollFailure.of(failure.kind()), failure.reason(), failure.kind() + ": " + failure.detail());
        };
    }

    /** Empty when it is not this host's turn. */
    private Optional<FetchResult> fetch(WebUrl url, FetchRequest request) {
        return gate.takeForPoll(url).map(turn -> fetcher.fetch(request, turn));
    }

    private PollOutcome read(Source source, FetchResult.Fetched fetched) {
        String hash = sha256(fetched.body());
        if (hash.equals(source.bodyHash())) {
            return new PollOutcome.Unchanged(fetched.validators(), fetched.hints());
        }
        return switch (parse(fetched)) {
            case ParseResult.Parsed(var document) ->
                new PollOutcome.Read(document, hash, fetched.validators(), fetched.hints(), fetched.movedTo());
            case ParseResult.Page(var html) -> page(source, html, fetched.finalUri());
            case ParseResult.NotAFeed(var reason) -> failed(PollFailure.NOT_A_FEED, reason, "not a feed");
            case ParseResult.Broken(var reason) -> failed(PollFailure.NOT_A_FEED, reason, "broken");
        };
    }

    private ParseResult parse(FetchResult.Fetched fetched) {
        return room.document(
                () -> parser.parse(fetched.body(), fetched.contentType(), fetched.finalUri(), clock.instant()));
    }

    /** A feed that has worked does not become another one because its server shows a page for a while. */
    private PollOutcome page(Source source, String html, URI page) {
        if (source.hasWorked()) {
            return failed(PollFailure.NO_FEED, "The address shows a web page where the feed was.", "a page");
        }
        return FeedDiscovery.find(html, page).stream()
                .filter(feed -> !feed.toString().equals(source.url()))
                .findFirst()
                .or(() -> usualPlace(page))
                .<PollOutcome>map(PollOutcome.Found::new)
                .orElseGet(() -> failed(
                        PollFailure.NO_FEED, "The address shows a web page that names no feed.", "no feed found"));
    }

    private Optional<URI> usualPlace(URI page) {
        if (!(WebUrl.parse(page.toString()) instanceof WebUrl base)) {
            return Optional.empty();
        }
        return USUAL_PATHS.stream()
                .flatMap(path -> WebUrl.parse(path, base) instanceof WebUrl url ? Stream.of(url) : Stream.empty())
                .filter(this::isFeed)
                .map(WebUrl::toUri)
                .findFirst();
    }

    private boolean isFeed(WebUrl url) {
        var request = new FetchRequest(url.toUri(), Validators.none(), ACCEPT, null);
        return fetch(url, request).orElse(null) instanceof FetchResult.Fetched fetched
                && parse(fetched) instanceof ParseResult.Parsed;
    }

    private static PollOutcome.Failed failed(PollFailure cause, String reason, String detail) {
        return new PollOutcome.Failed(cause, reason, detail, Duration.ZERO);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
