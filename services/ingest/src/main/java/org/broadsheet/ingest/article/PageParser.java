package org.broadsheet.ingest.article;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.links.RegistrableDomain;
import org.broadsheet.links.WebUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Reads what a web page says of itself: Open Graph, JSON-LD, the usual meta elements, and at last what it shows. */
@Singleton
final class PageParser {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
    /** What a page says of itself stands at its beginning, and a document takes many times the memory of its text. */
    private static final int READ = 1 << 20;

    private static final String HTML = "(?i)\\s*(text/html|application/xhtml\\+xml)\\b.*";

    private final JsonMapper json;

    PageParser(JsonMapper json) {
        this.json = json;
    }

    /** Whether a body of this type may be a page; without a type it may. */
    static boolean isPage(@Nullable String contentType) {
        return contentType == null || contentType.matches(HTML);
    }

    /** @param address where the page was found, after redirects */
    PageMetadata parse(byte[] body, @Nullable String contentType, URI address) {
        return parse(document(body, contentType, address), address);
    }

    private PageMetadata parse(Document page, URI address) {
        var described = new PageDescriber(page, MetaTags.of(page), JsonLd.of(page, json)).describe();
        return new PageMetadata(described, canonical(page, address).orElse(null), oembed(page, address));
    }

    private static Document document(byte[] body, @Nullable String contentType, URI address) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(body, 0, Math.min(READ, body.length)),
                    charset(contentType),
                    address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("an array can be read", e);
        }
    }

    /** The header's, if there is such a one; else the page's own declaration decides. */
    private static @Nullable String charset(@Nullable String contentType) {
        var declared = CHARSET.matcher(contentType == null ? "" : contentType);
        try {
            return declared.find() && Charset.isSupported(declared.group(1)) ? declared.group(1) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /** The address that the page wants to be known by; of another site, or a front page, it is taken for a mistake. */
    private static Optional<String> canonical(Document page, URI address) {
        var named = page.select("link[rel~=(?i)^canonical$][href]").attr("href").strip();
        var wanted = named.isEmpty()
                ? page.select("meta[property=og:url]").attr("content").strip()
                : named;
        return WebUrl.parse(wanted) instanceof WebUrl url && !url.isHomePage() && isSameSite(url, address)
                ? Optional.of(url.toString())
                : Optional.empty();
    }

    private static boolean isSameSite(WebUrl url, URI address) {
        return address.getHost() != null && site(url.host()).equals(site(address.getHost()));
    }

    private static String site(String host) {
        return RegistrableDomain.of(host).orElse(host);
    }

    private static @Nullable WebUrl oembed(Document page, URI address) {
        var link = page.selectFirst("link[type=application/json+oembed][href]");
        var base = WebUrl.parse(address.toString()) instanceof WebUrl url ? url : null;
        return link != null && WebUrl.parse(link.attr("href"), base) instanceof WebUrl embed ? embed : null;
    }
}
