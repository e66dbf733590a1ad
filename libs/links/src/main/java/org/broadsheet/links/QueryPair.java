package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pair of a query string, in the encoding that it came in.
 *
 * @param name before the first equals sign
 * @param value after it; null where there is no equals sign
 */
record QueryPair(String name, @Nullable String value) {

    static List<QueryPair> of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        return Stream.of(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(QueryPair::parse)
                .toList();
    }

    private static QueryPair parse(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0
                ? new QueryPair(pair, null)
                : new QueryPair(pair.substring(0, equals), pair.substring(equals + 1));
    }

    /** The query without the pairs that the test names, unchanged when it names none; null when nothing is left. */
    static WebUrl without(WebUrl url, Predicate<QueryPair> dropped) {
        var pairs = of(url.query());
        var kept = pairs.stream().filter(dropped.negate()).toList();
        return kept.size() == pairs.size() ? url : url.withQuery(kept.isEmpty() ? null : join(kept));
    }

    /** The decoded value of the first pair of this name that has one. */
    static Optional<String> value(WebUrl url, String name) {
        return of(url.query()).stream()
                .filter(pair -> pair.name.equals(name) && pair.value != null && !pair.value.isEmpty())
                .map(QueryPair::decodedValue)
                .findFirst();
    }

    static String join(List<QueryPair> pairs) {
        return pairs.stream().map(QueryPair::toString).collect(joining("&"));
    }

    String lowerName() {
        return decode(name).toLowerCase(Locale.ROOT);
    }

    String decodedValue() {
        return value == null ? "" : decode(value);
    }

    private static String decode(String encoded) {
        return new String(PercentCoding.decode(encoded.replace('+', ' ')), UTF_8);
    }

    @Override
    public String toString() {
        return value == null ? name : name + '=' + value;
    }
}
