package org.broadsheet.chaos.check;

import java.util.Collection;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.network.Networks;

/**
 * A timeline is its reader's alone (I11): nobody else has what only it leads to, and nobody else is shown who shared
 * something in it, though they have the article by another way.
 */
public final class TimelinePrivacy {
    private final Networks networks;
    private final Findings findings;

    public TimelinePrivacy(Networks networks, Findings findings) {
        this.networks = networks;
        this.findings = findings;
    }

    /** At whatever is listed to somebody, at any time. */
    public void look(Profile who, Collection<Article> articles) {
        findings.looked(Invariant.I11, articles.size());
        var own = networks.of(who.number());
        for (var timeline : networks.timelines()) {
            if (own.filter(timeline::equals).isPresent()) {
                continue;
            }
            for (var article : articles) {
                if (timeline.isOwn(article.url())) {
                    findings.violated(
                            Invariant.I11, "%s sees %s, which is of %s alone".formatted(who, article.url(), timeline));
                }
                article.names().stream()
                        .filter(timeline::hasVoice)
                        .forEach(name -> findings.violated(
                                Invariant.I11,
                                "%s sees that %s shared %s, which was said in %s alone"
                                        .formatted(who, name, article.url(), timeline)));
            }
        }
    }
}
