package org.broadsheet.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.networks.TimelineAddress;
import org.junit.jupiter.api.Test;

class TimelineTitleTest {
    private static final UUID ID = UUID.randomUUID();
    private static final List<OfferedTimeline> OFFERED =
            List.of(new OfferedTimeline("list/7", "Friends"), new OfferedTimeline("feed/at://x", " "));

    @Test
    void aTimelineIsCalledWhatItsNetworkCallsItAndWhose() {
        assertThat(TimelineTitle.of(TimelineAddress.home(ID), "ann@social.example", OFFERED))
                .isEqualTo("Home of @ann@social.example");
        assertThat(title(TimelineAddress.Kind.LIST, "7")).isEqualTo("Friends of @ann");
        assertThat(title(TimelineAddress.Kind.LIST, "8")).isEqualTo("A list of @ann");
        assertThat(title(TimelineAddress.Kind.FEED, "at://x")).isEqualTo("A feed of @ann");
    }

    private static String title(TimelineAddress.Kind kind, String id) {
        return TimelineTitle.of(new TimelineAddress(ID, kind, id), "ann", OFFERED);
    }
}
