package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL, parsed and written as browsers do (URL Standard), with four refusals of our own: user-info, a
 * backslash in the authority, numeric hosts in any but the plain form, and more than {@link #MAX_BYTES} bytes.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, in ASCII; an IPv6 address stands in brackets
 * @param port 0 to 65535, or -1 for the scheme's own
 * @param path begins with a slash, percent-encoded, without dot segments
 * @param query without its question mark; null where there is none
 * @param fragment without its hash sign; null where there is none
 */
public record WebUrl(
        String scheme,
        String host,
        int port,
        String path,
        @Nullable String query,
        @Nullable String fragment) implements UrlResult {

    /** The longest URL that is taken, in bytes of UTF-8 as given and again as written: a btree key fails near 2.7 kB. */
    public static final int MAX_BYTES = 2_000;

    public WebUrl {
        requireNonNull(scheme, "scheme");
        requireNonNull(host, "host");
        requireNonNull(path, "path");
    }

    /** Parses an absolute URL. */
    public static UrlResult parse(String text) {
        return parse(text, null);
    }

    /**
     * Parses a URL, which may be relative when there is a base. White space around it, and NUL, tabs and line breaks in
     * it, are dropped.
     *
     * @param base what a relative URL is resolved against
     */
    public static UrlResult parse(String text, @Nullable WebUrl base) {
        if (text.length() > MAX_BYTES || text.getBytes(UTF_8).length > MAX_BYTES) {
            return new Rejected(RejectReason.TOO_LONG);
        }
        try {
            var url = new UrlParser(text, base).parse();
            return url.toString().length() > MAX_BYTES ? new Rejected(RejectReason.TOO_LONG) : url;
        } catch (UrlRefusal refusal) {
            return refusal.rejected();
        }
    }

    /** The port that is dialled, 0 to 65535. */
    public int effectivePort() {
        return port >= 0 ? port : defaultPort(scheme);
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Scheme, host and port alike: RFC 6454. */
    public boolean sameOrigin(WebUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && effectivePort() == other.effectivePort();
    }

    /** Whether it leads to a site's front page: no path and no query. */
    public boolean isHomePage() {
        return path.equals("/") && (query == null || query.isEmpty()) && !hasRoute();
    }

    /** Whether the fragment is part of the address: {@code #!} routes of old single-page sites. */
    boolean hasRoute() {
        return fragment != null && fragment.startsWith("!");
    }

    WebUrl withHost(String newHost) {
        return new WebUrl(scheme, newHost, port, path, query, fragment);
    }

    WebUrl withPath(String newPath) {
        return new WebUrl(scheme, host, port, newPath, query, fragment);
    }

    WebUrl withQuery(@Nullable String newQuery) {
        return new WebUrl(scheme, host, port, path, newQuery, fragment);
    }

    /** Without what a server never sees. */
    public WebUrl withoutFragment() {
        return fragment == null ? this : new WebUrl(scheme, host, port, path, query, null);
    }

    /** Path and query, as a request line carries them. */
    public String requestTarget() {
        return query == null ? path : path + '?' + query;
    }

    /** Host, and the port where it is not the scheme's own. */
    public String authority() {
        return port < 0 ? host : host + ':' + port;
    }

    /**
     * As the JDK's type, whose grammar is narrower: what RFC 3986 does not allow is percent-encoded, which servers read
     * as the same. Its {@code getHost()} is null for host names with an underscore and the like.
     */
    public URI toUri() {
        return URI.create(scheme + "://" + (host.startsWith("[") ? authority() : UriText.strict(authority()))
                + UriText.strict(path)
                + (query == null ? "" : "?" + UriText.strict(query))
                + (fragment == null ? "" : "#" + UriText.strict(fragment)));
    }

    @Override
    public String toString() {
        return scheme + "://" + authority() + requestTarget() + (fragment == null ? "" : '#' + fragment);
    }
}
