package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;

/** Small bodies of every kind, to start from. */
final class Seeds {
    private static final String RSS = """
            <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xml:base="/x/"><channel><title>T&eacute;&a;</title>
            <link>https://a.example/</link><ttl>60</ttl><skipHours><hour>3</hour></skipHours>
            <item><guid isPermaLink="true">https://a.example/1</guid><title><![CDATA[<b>x</b>]]></title>
            <pubDate>Sat, 21 Nov 2026 10:00:00 +0100</pubDate><author>a@b.example (Ann)</author>
            <description>&lt;p&gt;AT&T <a href="//b.example/y">why &#146; not</a></description>
            <enclosure url="p.jpg" type="image/jpeg"/><media:thumbnail url="t.jpg"/></item></channel></rss>
            """;
    private static final String ATOM = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">&lt;i&gt;T</title>
            <entry xml:base="../z/"><id>urn:1</id><link href="e"/><updated>2026-11-21T10:00:00.5Z</updated>
            <author><name>Ben</name></author><category term="t" label="L"/>
            <content type="xhtml"><div>x <img src="i.png" width="1"/></div></content></entry>
            <entry><id/><content type="image/png">aGVsbG8=</content></entry></feed>
            """;
    private static final String RDF = """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>
            <title>T</title></channel><item rdf:about="https://a.example/1"><title>1</title></item></rdf:RDF>
            """;
    private static final String JSON = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": 1e99, "url": "u",
            "content_html": "<p>x", "tags": ["a"], "date_published": "2026-11-21", "authors": [{"name": "Cy"}]}]}
            """;

    private Seeds() {}

    static Stream<byte[]> bodies() {
        return Stream.of(
                new byte[0],
                RSS.getBytes(UTF_8),
                RSS.replace("utf-8", "utf-16").getBytes(UTF_16LE),
                RSS.replace("utf-8", "iso-8859-1").replace("T&", "\u00dc&").getBytes(ISO_8859_1),
                ATOM.getBytes(UTF_8),
                RDF.getBytes(UTF_8),
                JSON.getBytes(UTF_8),
                "<rss><channel><item><title>open".getBytes(UTF_8),
                "<!DOCTYPE html><title>page".getBytes(UTF_8));
    }
}
