package org.broadsheet.ingest.timeline;

import java.net.URI;
import java.util.Optional;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.networks.timeline.BlueskyTimeline;
import org.broadsheet.networks.timeline.MastodonTimeline;
import org.broadsheet.networks.timeline.TimelineReader;
import org.broadsheet.networks.timeline.XNames;
import org.broadsheet.networks.timeline.XTimeline;

/** What reads which timeline. */
final class Readers {
    private Readers() {}

    /** Empty where the network has no such timeline. */
    static Optional<TimelineReader> of(Connection connection, TimelineAddress address) {
        var api = URI.create(connection.server());
        return switch (connection.network()) {
            case MASTODON ->
                switch (address.kind()) {
                    case HOME -> Optional.of(MastodonTimeline.home(api));
                    case LIST -> Optional.of(MastodonTimeline.list(api, address.id()));
                    case FEED -> Optional.empty();
                };
            case BLUESKY ->
                Optional.of(
                        switch (address.kind()) {
                            case HOME -> BlueskyTimeline.home(api);
                            case LIST -> BlueskyTimeline.list(api, address.id());
                            case FEED -> BlueskyTimeline.feed(api, address.id());
                        });
            case X ->
                address.kind() == TimelineAddress.Kind.HOME
                        ? Optional.of(XTimeline.home(api, connection.accountId(), XNames.POST))
                        : Optional.empty();
            case FEED -> Optional.empty();
        };
    }
}
