package org.broadsheet.links.fetch;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;

/**
 * The hosts whose every link only leads elsewhere. A host is listed as it is, without those below it; no other host is
 * ever asked where its links lead.
 */
public final class Shorteners {
    private static final Set<String> KNOWN = Set.of(
            // of anyone's links
            "adf.ly",
            "b23.tv",
            "bit.do",
            "bit.ly",
            "buff.ly",
            "chilp.it",
            "clck.ru",
            "cutt.ly",
            "da.gd",
            "dlvr.it",
            "ebx.sh",
            "flip.it",
            "goo.gl",
            "ht.ly",
            "hubs.la",
            "hubs.li",
            "hubs.ly",
            "ift.tt",
            "is.gd",
            "j.mp",
            "l8r.it",
            "lnkd.in",
            "ow.ly",
            "qr.ae",
            "rb.gy",
            "rebrand.ly",
            "s.id",
            "shar.es",
            "shorturl.at",
            "spr.ly",
            "t.co",
            "t.ly",
            "tiny.cc",
            "tinyurl.com",
            "trib.al",
            "econ.trib.al",
            "v.gd",
            "wp.me",
            "x.gd",
            // of one site's own
            "a.co",
            "abcn.ws",
            "aka.ms",
            "amzn.eu",
            "amzn.to",
            "apne.ws",
            "apple.co",
            "bbc.in",
            "bloom.bg",
            "cbsn.ws",
            "cnb.cx",
            "cnn.it",
            "econ.st",
            "fb.me",
            "fxn.ws",
            "gu.com",
            "lat.ms",
            "mzl.la",
            "n.pr",
            "nbcnews.to",
            "nyti.ms",
            "on.ft.com",
            "on.msnbc.com",
            "on.wsj.com",
            "politi.co",
            "read.bi",
            "redd.it",
            "reut.rs",
            "spoti.fi",
            "tcrn.ch",
            "theatln.tc",
            "ti.me",
            "usat.ly",
            "wapo.st",
            "yhoo.it");

    private final Set<String> hosts;

    private Shorteners(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    public static Shorteners standard() {
        return new Shorteners(KNOWN);
    }

    /**
     * These and further ones.
     *
     * @param text hosts, comma separated, each with its port where that is not the scheme's own:
     *     {@code go.example.org, 127.0.0.1:8099}. Blank means none
     * @throws IllegalArgumentException naming every part that is no host
     */
    public Shorteners and(String text) {
        var all = new HashSet<>(hosts);
        var wrong = new TreeSet<String>();
        Stream.of(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    switch (WebUrl.parse("http://" + part + "/")) {
                        case WebUrl url when url.isHomePage() && url.fragment() == null -> all.add(url.authority());
                        case WebUrl _, Rejected _ -> wrong.add(part);
                    }
                });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("not a host, with or without :port: " + String.join(", ", wrong));
        }
        return new Shorteners(all);
    }

    /** Whether the URL is one of a shortener's links; its front page is none. */
    public boolean lists(WebUrl url) {
        return !url.isHomePage() && hosts.contains(url.authority());
    }
}
