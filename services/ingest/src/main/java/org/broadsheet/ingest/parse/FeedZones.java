package org.broadsheet.ingest.parse;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time zones as feeds write them: offsets, abbreviations, places. */
final class FeedZones {
    private static final Pattern OFFSET =
            Pattern.compile("^(?:(?:GMT|UTC?|Z)\\s*)?([+-])(\\d{1,2}):?(\\d{2})?(?!\\d).*");
    private static final Pattern BAD_OFFSET = Pattern.compile("^[+-]\\D.*");
    private static final Pattern PLACE = Pattern.compile("^([A-Z][A-Za-z]+/[A-Za-z_+-]+\\d*).*");
    private static final Pattern WORD = Pattern.compile("^\\(?([A-Za-z]{1,5})\\b.*");
    private static final int MAX_MINUTES = 18 * 60;

    /** In minutes. */
    private static final Map<String, Integer> NAMED = Map.ofEntries(
            Map.entry("EST", -300),
            Map.entry("EDT", -240),
            Map.entry("ET", -300),
            Map.entry("CST", -360),
            Map.entry("CDT", -300),
            Map.entry("CT", -360),
            Map.entry("MST", -420),
            Map.entry("MDT", -360),
            Map.entry("MT", -420),
            Map.entry("PST", -480),
            Map.entry("PDT", -420),
            Map.entry("PT", -480),
            Map.entry("AKST", -540),
            Map.entry("AKDT", -480),
            Map.entry("HST", -600),
            Map.entry("AST", -240),
            Map.entry("ADT", -180),
            Map.entry("NST", -210),
            Map.entry("NDT", -150),
            Map.entry("BRT", -180),
            Map.entry("ART", -180),
            Map.entry("BST", 60),
            Map.entry("WEST", 60),
            Map.entry("CET", 60),
            Map.entry("MEZ", 60),
            Map.entry("MET", 60),
            Map.entry("CEST", 120),
            Map.entry("MEST", 120),
            Map.entry("MESZ", 120),
            Map.entry("EET", 120),
            Map.entry("EEST", 180),
            Map.entry("MSK", 180),
            Map.entry("SAST", 120),
            Map.entry("IST", 330),
            Map.entry("NPT", 345),
            Map.entry("ICT", 420),
            Map.entry("WIB", 420),
            Map.entry("HKT", 480),
            Map.entry("SGT", 480),
            Map.entry("PHT", 480),
            Map.entry("AWST", 480),
            Map.entry("JST", 540),
            Map.entry("KST", 540),
            Map.entry("ACST", 570),
            Map.entry("AEST", 600),
            Map.entry("AEDT", 660),
            Map.entry("NZST", 720),
            Map.entry("NZDT", 780));

    private FeedZones() {}

    /**
     * The offset that a text begins with; UTC for none and for unknown names.
     *
     * @throws DateTimeException for an offset that can't be
     */
    static ZoneOffset offset(String text, LocalDateTime at) {
        var offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return numeric(offset.group(1), offset.group(2), offset.group(3));
        }
        if (BAD_OFFSET.matcher(text).matches()) {
            throw new DateTimeException("no offset: " + text);
        }
        var place = PLACE.matcher(text);
        if (place.matches()) {
            return place(place.group(1), at);
        }
        var word = WORD.matcher(text);
        int minutes = word.matches() ? NAMED.getOrDefault(word.group(1).toUpperCase(Locale.ROOT), 0) : 0;
        return ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    private static ZoneOffset numeric(String sign, String hours, @Nullable String minutes) {
        int rest = minutes == null ? 0 : Integer.parseInt(minutes);
        int total = Integer.parseInt(hours) * 60 + rest;
        if (rest > 59 || total > MAX_MINUTES) {
            throw new DateTimeException("no offset: " + hours + ":" + minutes);
        }
        return ZoneOffset.ofTotalSeconds((sign.equals("-") ? -total : total) * 60);
    }

    private static ZoneOffset place(String name, LocalDateTime at) {
        try {
            return ZoneId.of(name).getRules().getOffset(at);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
