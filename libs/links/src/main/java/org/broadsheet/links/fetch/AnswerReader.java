package org.broadsheet.links.fetch;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Answer} of a response: what we need of the header, and the body within its limits. */
final class AnswerReader {
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d+)");
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    /** Any number of seconds beyond this is beyond the cap. */
    private static final int MAX_DIGITS = 9;

    private final FetchBudget budget;
    private final BodyReader bodies;
    private final InstantSource clock;

    AnswerReader(FetchBudget budget, InstantSource clock) {
        this.budget = budget;
        this.bodies = new BodyReader(budget);
        this.clock = clock;
    }

    Answer read(ClassicHttpResponse response) throws IOException {
        try {
            checkHeaderSize(response, budget);
            return new Answer(
                    response.getCode(),
                    value(response, "Location"),
                    value(response, "Content-Type"),
                    new Validators(value(response, "ETag"), value(response, "Last-Modified")),
                    hints(response),
                    body(response));
        } finally {
            // The client would read what is left of the body, to use the connection again: without end, if the server
            // has no end.
            response.setEntity(null);
        }
    }

    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            return new byte[0];
        }
        var codings = response.getHeaders("Content-Encoding");
        if (codings.length > 1) {
            throw new FetchFailure(FailureKind.UNREADABLE, codings.length + " content codings");
        }
        return bodies.read(entity.getContent(), codings.length == 0 ? null : codings[0].getValue());
    }

    static void checkHeaderSize(ClassicHttpResponse response, FetchBudget budget) throws FetchFailure {
        long size =
                Stream.of(response.getHeaders()).mapToLong(AnswerReader::size).sum();
        if (size > budget.headerBytes()) {
            throw new FetchFailure(FailureKind.UNREADABLE, "a header of " + size + " bytes");
        }
    }

    private static long size(Header header) {
        String value = header.getValue();
        return header.getName().length() + (value == null ? 0 : value.length()) + 4L;
    }

    private CacheHints hints(HttpMessage response) {
        var now = clock.instant();
        return new CacheHints(maxAge(response), expiresIn(response, now), retryAfter(response, now));
    }

    private static Duration maxAge(HttpMessage response) {
        String control = value(response, "Cache-Control");
        var age = MAX_AGE.matcher(control == null ? "" : control.toLowerCase(Locale.ROOT));
        return age.find() ? seconds(age.group(1)) : Duration.ZERO;
    }

    private static Duration expiresIn(HttpMessage response, Instant now) {
        String expires = value(response, "Expires");
        return expires == null ? Duration.ZERO : untilDate(expires, now);
    }

    private static Duration retryAfter(HttpMessage response, Instant now) {
        String retry = value(response, "Retry-After");
        if (retry == null) {
            return Duration.ZERO;
        }
        return SECONDS.matcher(retry.strip()).matches() ? seconds(retry.strip()) : untilDate(retry, now);
    }

    private static Duration seconds(String digits) {
        return digits.length() > MAX_DIGITS ? CacheHints.MAX : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration untilDate(String text, Instant now) {
        try {
            var date = DateUtils.parseStandardDate(text);
            return date == null ? Duration.ZERO : Duration.between(now, date);
        } catch (DateTimeException | ArithmeticException unreadable) {
            return Duration.ZERO;
        }
    }

    private static @Nullable String value(HttpMessage response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
