package org.broadsheet.ingest.article;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.ingest.parse.FeedDates;
import org.broadsheet.links.PlainText;
import org.broadsheet.links.WebUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Puts together what the parts of a page say: what it says to other programs first, what it shows to people last. */
final class PageDescriber {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TITLE = 500;

    private static final List<String> TITLES = List.of("dc:title", "dcterm:title", "og:title", "twitter:title");
    private static final List<String> SITES = List.of("application-name", "dc:publisher");
    private static final List<String> AUTHORS = List.of(
            "dc:creator",
            "dcterm:creator",
            "author",
            "article:author",
            "article:author_name",
            "parsely-author",
            "sailthru:author",
            "byl",
            "cxenseparse:author");
    private static final List<String> EXCERPTS =
            List.of("dc:description", "dcterm:description", "og:description", "description", "twitter:description");
    private static final List<String> IMAGES = List.of(
            "og:image:secure_url", "og:image:url", "og:image", "twitter:image:src", "twitter:image", "thumbnail");

    /** Where pages show their author's name, the places that hold nothing else first. */
    private static final List<String> BYLINES = List.of(
            "[itemprop=author] [itemprop=name]",
            "a[rel=author]",
            "[class*=author-name], [class*=author_name]",
            ".byline a, .author a",
            "a[href*=/author]",
            "[itemprop=author], .byline, .author");

    private static final List<String> DATES = List.of(
            "article:published_time",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "sailthru:date",
            "article:published",
            "publication_date",
            "publish-date",
            "pubdate",
            "date",
            "dc:date",
            "dc:date:issued",
            "dcterms:created",
            "dcterms:date",
            "uploaddate");
    private static final List<String> LANGUAGES = List.of("content-language", "inlanguage", "og:locale", "language");

    private static final Pattern BY = Pattern.compile("(?i)^(?:by|von|par|por|di|door|av)[:\\s]\\s*");
    /** A byline goes on: " - Apr 16, 2015". */
    private static final Pattern AFTER_NAME = Pattern.compile("\\s+[-–—|·•]\\s.*$");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*");

    private final Document page;
    private final MetaTags meta;
    private final JsonLd jsonLd;
    private final @Nullable WebUrl base;

    PageDescriber(Document page, MetaTags meta, JsonLd jsonLd) {
        this.page = page;
        this.meta = meta;
        this.jsonLd = jsonLd;
        this.base = WebUrl.parse(page.baseUri()) instanceof WebUrl url ? url : null;
    }

    Description describe() {
        var site = site();
        return new Description(
                PlainText.cut(title(site).orElse(null), LONGEST_TITLE),
                site.orElse(null),
                PlainText.cut(author().orElse(null), LONGEST_NAME),
                PlainText.cut(excerpt().orElse(null), PlainText.EXCERPT),
                image().orElse(null),
                language().orElse(null),
                published().orElse(null),
                PageText.readingMinutes(page).orElse(null),
                favicon().orElse(null));
    }

    private Optional<String> title(Optional<String> site) {
        return meta.first(TITLES)
                .or(() -> jsonLd.text("headline"))
                .or(() -> shown("title").map(title -> PageTitle.withoutSite(title, site.orElse(host()), shown("h1"))))
                .or(() -> shown("h1"))
                .filter(text -> !text.isBlank());
    }

    private String host() {
        return base == null ? "" : base.host();
    }

    private Optional<String> site() {
        return meta.first(List.of("og:site_name"))
                .or(() -> jsonLd.text("publisher"))
                .or(() -> meta.first(SITES))
                .map(name -> PlainText.cut(name, LONGEST_NAME));
    }

    private Optional<String> author() {
        var named =
                jsonLd.all("author").stream().filter(name -> !isAddress(name)).toList();
        if (!named.isEmpty()) {
            return Optional.of(String.join(", ", named));
        }
        return Stream.concat(meta.all(AUTHORS), BYLINES.stream().flatMap(this::firstShown))
                .map(name -> AFTER_NAME
                        .matcher(BY.matcher(name.strip()).replaceFirst(""))
                        .replaceFirst(""))
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME && !isAddress(name))
                .findFirst();
    }

    private Stream<String> firstShown(String selector) {
        // One word is rather the name of the link, "Authors", than a name.
        return page.select(selector).stream()
                .map(Element::text)
                .filter(text -> text.strip().indexOf(' ') > 0)
                .limit(1);
    }

    private static boolean isAddress(String text) {
        return text.indexOf('/') >= 0 && text.indexOf(' ') < 0;
    }

    private Optional<String> excerpt() {
        return meta.first(EXCERPTS).or(() -> jsonLd.text("description")).or(() -> PageText.opening(page));
    }

    private Optional<String> image() {
        return Stream.of(
                        meta.all(IMAGES),
                        jsonLd.address("image").stream(),
                        jsonLd.address("thumbnailUrl").stream(),
                        page.select("link[rel=image_src][href]").stream().map(link -> link.attr("href")),
                        page.select("video[poster]").stream().map(video -> video.attr("poster")))
                .flatMap(found -> found)
                .flatMap(address -> absolute(address).stream())
                .findFirst();
    }

    /** By what it is good for: a picture of a usual size, as a bitmap. */
    private Optional<String> favicon() {
        return page.select("link[rel~=(?i)\\b(icon|apple-touch-icon)\\b][href]").stream()
                .filter(link -> !link.attr("href").toLowerCase(Locale.ROOT).contains(".svg"))
                .map(link -> link.attr("href"))
                .findFirst()
                .or(() -> Optional.of("/favicon.ico"))
                .flatMap(this::absolute);
    }

    private Optional<String> absolute(String address) {
        return WebUrl.parse(address, base) instanceof WebUrl url ? Optional.of(url.toString()) : Optional.empty();
    }

    private Optional<String> language() {
        return Stream.of(
                        Optional.ofNullable(page.selectFirst("html")).map(html -> html.attr("lang")).stream(),
                        meta.all(LANGUAGES),
                        jsonLd.text("inLanguage").stream())
                .flatMap(found -> found)
                .map(String::strip)
                .filter(text -> LANGUAGE.matcher(text).matches())
                .map(text -> text.replace('_', '-'))
                .findFirst();
    }

    private Optional<Instant> published() {
        return Stream.of(
                        jsonLd.text("datePublished").stream(),
                        meta.all(DATES),
                        page
                                .select(
                                        "time[pubdate][datetime], time[itemprop=datePublished][datetime], article time[datetime]")
                                .stream()
                                .limit(3)
                                .map(time -> time.attr("datetime")),
                        jsonLd.text("uploadDate").stream())
                .flatMap(found -> found)
                .flatMap(text -> FeedDates.parse(text).stream())
                .findFirst();
    }

    private Optional<String> shown(String element) {
        return Optional.ofNullable(page.selectFirst(element)).map(Element::text).filter(text -> !text.isBlank());
    }
}
