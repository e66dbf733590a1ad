package org.broadsheet.chaos.plant;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The bugs that can be planted. */
public enum Plant {
    NOTHING("none, to see that the planting itself harms nothing");

    private final String words;

    Plant(String words) {
        this.words = words;
    }

    /** As it is named on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String words() {
        return words;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Plant::wireName).toList();
    }

    public static boolean isKnown(String name) {
        return names().contains(name);
    }

    /** For the help text. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
