package org.broadsheet.standalone.dlq;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Text from messages as a terminal may get it: what strangers wrote must not move its cursor or change its title. */
final class Printable {
    private Printable() {}

    /** One line. */
    static String line(String text) {
        return text(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** Line ends and tabs stay; other control and formatting characters are shown by their number. */
    static String text(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean plain = c == '\n' || c == '\t' || !(Character.isISOControl(c) || invisible(c));
            if (plain) {
                printable.appendCodePoint(c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return printable.toString();
    }

    static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static boolean invisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.SURROGATE || type == Character.LINE_SEPARATOR;
    }
}
