package org.broadsheet.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.links.LinkParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a body that is perhaps a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1. What it is, its
 * content says; the Content-Type header only helps with the encoding. Any input gives a result. Safe to share between
 * threads.
 */
public final class FeedParser {
    private static final Pattern PROLOGUE = Pattern.compile(
            "\\A(?:\\s|<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^\\[>]*(?:\\[.*?\\]\\s*)?>)*+",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ROOT = Pattern.compile("\\G<(?:[\\w.-]+:)?([A-Za-z]+)");
    private static final Pattern HTML_TAG = Pattern.compile(
            "<(?:!doctype html|html|head|body|title|meta|link|p|div|a|script)\\b", Pattern.CASE_INSENSITIVE);
    /** Enough to know a page by. */
    private static final int LOOKED_AT = 4_096;

    private static final Logger log = LoggerFactory.getLogger(FeedParser.class);

    private final EntryFinisher finisher;

    public FeedParser(LinkParser links) {
        this.finisher = new EntryFinisher(links);
    }

    /**
     * @param body inflated, of any size that the fetcher lets through
     * @param contentType the header as sent
     * @param base where the body came from, after redirects
     * @param fetchedAt now: what dates are kept near to
     */
    public ParseResult parse(byte[] body, @Nullable String contentType, URI base, Instant fetchedAt) {
        try {
            return read(body, contentType, base, fetchedAt);
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of ours, and no reason to try the same bytes ten times.
            log.atWarn().addKeyValue("base", base).setCause(e).log("a body that the parser does not survive");
            return new ParseResult.Broken("The feed could not be read.");
        }
    }

    private ParseResult read(byte[] body, @Nullable String contentType, URI base, Instant fetchedAt) {
        String text = FeedText.decode(body, contentType).text();
        if (text.isBlank()) {
            return new ParseResult.NotAFeed("The address answers with nothing.");
        }
        String start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return json(start, base, fetchedAt);
        }
        return rootOf(text).flatMap(FeedParser::formatOf).isPresent()
                ? xml(text, base, fetchedAt)
                : other(start, rootOf(text));
    }

    private ParseResult json(String text, URI base, Instant fetchedAt) {
        return switch (JsonFeedReader.read(text)) {
            case JsonFeedReader.Feed(var feed) -> parsed(feed, base, fetchedAt);
            case JsonFeedReader.Other ignored ->
                new ParseResult.NotAFeed("The address answers with JSON that is not a feed.");
            case JsonFeedReader.Unreadable ignored -> new ParseResult.Broken("The feed's JSON is broken.");
        };
    }

    private ParseResult xml(String text, URI base, Instant fetchedAt) {
        var root = XmlTree.read(text);
        if (root.isEmpty()) {
            return new ParseResult.Broken("The feed's XML is broken.");
        }
        return formatOf(root.get().localName())
                .map(format -> format.read(root.get()))
                .map(feed -> parsed(feed, base, fetchedAt))
                .orElseGet(() -> new ParseResult.Broken("The feed's XML is broken."));
    }

    private ParseResult parsed(RawFeed feed, URI base, Instant fetchedAt) {
        return new ParseResult.Parsed(finisher.finish(feed, base, fetchedAt));
    }

    private static ParseResult other(String start, Optional<String> root) {
        String head = start.substring(0, Math.min(LOOKED_AT, start.length()));
        if (root.filter("html"::equals).isPresent() || HTML_TAG.matcher(head).find()) {
            return new ParseResult.Page(start);
        }
        if (root.isPresent()) {
            return new ParseResult.NotAFeed("The address answers with XML that is not a feed (<" + root.get() + ">).");
        }
        return new ParseResult.NotAFeed("The address answers with something that is not a feed.");
    }

    /** The name of the first element, in lower case, without its prefix. */
    private static Optional<String> rootOf(String text) {
        var prologue = PROLOGUE.matcher(text);
        int start = prologue.find() ? prologue.end() : 0;
        var root = ROOT.matcher(text);
        return root.find(start) ? Optional.of(root.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static Optional<Format> formatOf(String root) {
        return switch (root.toLowerCase(Locale.ROOT)) {
            case "rss", "rdf", "channel" -> Optional.of(RssReader::read);
            case "feed", "entry" -> Optional.of(AtomReader::read);
            default -> Optional.empty();
        };
    }

    @FunctionalInterface
    private interface Format {
        RawFeed read(XmlElement root);
    }
}
