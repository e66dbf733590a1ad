package org.broadsheet.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;

/** Holds one person's feed, as it is when all has come to rest, against what it must be (I1, I2, I3, I12). */
final class FeedCheck {
    private final Findings findings;

    FeedCheck(Findings findings) {
        this.findings = findings;
    }

    void compare(Profile who, Expected expected, Collection<Article> listed, Collection<String> hidden) {
        findings.looked(Invariant.I1, expected.deliveries());
        findings.looked(Invariant.I2, (long) listed.size() + hidden.size());
        findings.looked(Invariant.I3, (long) listed.size() + hidden.size());
        findings.looked(Invariant.I12, expected.takenBack().size());
        var urls = once(who, "feed", listed.stream().map(Article::url).toList());
        var hiddenUrls = once(who, "list of the hidden", hidden);
        expected.visible().keySet().stream()
                .filter(url -> !urls.contains(url))
                .forEach(url -> findings.violated(Invariant.I1, who + " misses " + url + by(expected, url)));
        expected.hidden().stream()
                .filter(url -> !hiddenUrls.contains(url) && !urls.contains(url))
                .forEach(url -> findings.violated(Invariant.I1, who + " misses " + url + " among the hidden"));
        hiddenUrls.stream()
                .filter(url -> !expected.hidden().contains(url))
                .forEach(url -> findings.violated(
                        expected.isTakenBack(url) ? Invariant.I12 : Invariant.I3,
                        who + " has " + url + " among the hidden, "
                                + (expected.visible().containsKey(url)
                                        ? "where no rule hides it"
                                        : "which nobody says")));
        listed.forEach(article -> compare(who, expected, article));
    }

    private void compare(Profile who, Expected expected, Article article) {
        var said = expected.visible().get(article.url());
        if (said == null) {
            notExpected(who, expected, article.url());
            return;
        }
        article.names().stream()
                .filter(name -> !said.containsKey(name))
                .forEach(name -> notShared(who, expected, article.url(), name));
        if (article.sharers() > said.size()) {
            findings.violated(
                    Invariant.I2,
                    "%s: %s has %d sharers instead of %d"
                            .formatted(who, article.url(), article.sharers(), said.size()));
        } else if (article.sharers() < said.size()) {
            findings.violated(
                    Invariant.I1,
                    "%s: %s has %d sharers instead of %d"
                            .formatted(who, article.url(), article.sharers(), said.size()));
        }
        texts(said).stream()
                .filter(text -> !contains(article.texts(), text))
                .forEach(text -> findings.violated(
                        Invariant.I3,
                        "%s: %s does not say \"%s\" but %s".formatted(who, article.url(), text, article.texts())));
    }

    private void notExpected(Profile who, Expected expected, String url) {
        if (expected.isTakenBack(url)) {
            findings.violated(Invariant.I12, who + " has " + url + ", which was taken back");
        } else {
            findings.violated(
                    Invariant.I3,
                    who + " has " + url
                            + (expected.hidden().contains(url)
                                    ? ", all of whose entries are blocked"
                                    : ", which no source that they read carries"));
        }
    }

    private void notShared(Profile who, Expected expected, String url, String name) {
        boolean gone = expected.takenBack().getOrDefault(url, Set.of()).contains(name);
        findings.violated(
                gone ? Invariant.I12 : Invariant.I3,
                "%s: %s is shown as shared by %s, who %s"
                        .formatted(who, url, name, gone ? "took that back" : "did not"));
    }

    private static boolean contains(List<String> texts, String text) {
        return texts.stream().anyMatch(shown -> shown.startsWith(text));
    }

    private static List<String> texts(Map<String, String> said) {
        return said.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private HashSet<String> once(Profile who, String what, Collection<String> urls) {
        var set = new HashSet<String>();
        var twice = new ArrayList<String>();
        for (var url : urls) {
            if (!set.add(url)) {
                twice.add(url);
            }
        }
        twice.forEach(url -> findings.violated(Invariant.I2, who + "'s " + what + " has " + url + " twice"));
        return set;
    }

    private static String by(Expected expected, String url) {
        return " by " + expected.visible().getOrDefault(url, Map.of()).keySet();
    }
}
