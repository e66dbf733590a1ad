package org.broadsheet.ingest.timeline;

import java.util.List;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.networks.TimelineAddress;

/** What readers see a timeline called. */
final class TimelineTitle {
    private TimelineTitle() {}

    /** @param offered what is known of the account's lists and feeds */
    static String of(TimelineAddress address, String handle, List<OfferedTimeline> offered) {
        return switch (address.kind()) {
            case HOME -> "Home of @" + handle;
            case LIST -> name(address, offered, "A list") + " of @" + handle;
            case FEED -> name(address, offered, "A feed") + " of @" + handle;
        };
    }

    private static String name(TimelineAddress address, List<OfferedTimeline> offered, String unknown) {
        return offered.stream()
                .filter(timeline -> timeline.id().equals(address.offeredId()))
                .map(OfferedTimeline::title)
                .filter(title -> !title.isBlank())
                .findFirst()
                .orElse(unknown);
    }
}
