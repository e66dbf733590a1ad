package org.broadsheet.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.broadsheet.chaos.load.Article;
import org.broadsheet.chaos.load.Profile;
import org.broadsheet.chaos.network.Networks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelinePrivacyTest {
    private static final String COMMON = "https://paper1.example/shared/1";

    private final Networks networks = Networks.open(
            1,
            1,
            List.of(
                    new Networks.Seat(0, Networks.Kind.MASTODON, false),
                    new Networks.Seat(1, Networks.Kind.BLUESKY, true)),
            InstantSource.system());
    private final Findings findings = new Findings();

    @AfterEach
    void close() {
        networks.close();
    }

    private void look(int reader, String url, String... texts) {
        var article = new Article(UUID.randomUUID(), url, texts.length, List.of(texts), false, false);
        new TimelinePrivacy(networks, findings).look(new Profile(reader, InstantSource.system()), List.of(article));
    }

    @Test
    void whatComesByOnesOwnTimelineIsOnesOwn() {
        look(1, "https://paper1.example/timeline1/7", "ada1: Edition 1 of timeline1-0.");
        look(1, COMMON, "ben1: Edition 1 of timeline1-3.", "source0: Edition 1 of source0-3.");
        assertThat(findings.allHold()).isTrue();
        assertThat(findings.looked(Invariant.I11)).isEqualTo(2);
    }

    @Test
    void anArticleOfAnothersTimelineAloneIsALeak() {
        look(2, "https://paper1.example/timeline1/7");
        assertThat(findings.of(Invariant.I11)).singleElement().asString().contains("timeline1 alone");
    }

    @Test
    void whoSharedACommonArticleInAnothersTimelineIsALeak() {
        look(0, COMMON, "source0: Edition 1 of source0-3.", "ben1: Edition 1 of timeline1-3.");
        assertThat(findings.of(Invariant.I11)).singleElement().asString().contains("ben1");
    }
}
