package org.broadsheet.networks.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.links.PlainText;

/** Timelines in the order in which they were met, each once, and no more than are taken. */
final class Offers {
    private final Map<String, OfferedTimeline> offers = new LinkedHashMap<>();

    /** Left out if its id is too long to be an address. */
    void add(String id, String title) {
        var plain = PlainText.cut(title, OfferedTimeline.MAX_TITLE);
        if (id.length() <= OfferedTimeline.MAX_ID && offers.size() < Inquiry.MAX_TIMELINES) {
            offers.putIfAbsent(
                    id, new OfferedTimeline(id, plain == null ? id.substring(0, Math.min(id.length(), 100)) : plain));
        }
    }

    List<OfferedTimeline> toList() {
        return new ArrayList<>(offers.values());
    }
}
