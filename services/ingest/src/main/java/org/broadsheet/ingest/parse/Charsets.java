package org.broadsheet.ingest.parse;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/** Encodings by the names that feeds use. Each stands for the largest that contains it, as in browsers (WHATWG Encoding). */
final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Map<String, String> LARGER = Map.ofEntries(
            Map.entry("ISO-8859-1", "windows-1252"),
            Map.entry("US-ASCII", "windows-1252"),
            Map.entry("ISO-8859-9", "windows-1254"),
            Map.entry("ISO-8859-11", "x-windows-874"),
            Map.entry("TIS-620", "x-windows-874"),
            Map.entry("GB2312", "GB18030"),
            Map.entry("GBK", "GB18030"),
            Map.entry("Big5", "Big5-HKSCS"),
            Map.entry("EUC-KR", "x-windows-949"),
            Map.entry("Shift_JIS", "windows-31j"));
    /** A guess looks at letters; the end of a long feed has the same ones. */
    private static final int LOOKED_AT = 64 * 1_024;

    private Charsets() {}

    /** Empty for what no feed can be in. UTF-7 is unknown to the JDK, and meant to be: it hides markup. */
    static Optional<Charset> named(String name) {
        try {
            var charset = Charset.forName(name);
            return Optional.of(Charset.forName(LARGER.getOrDefault(charset.name(), charset.name())))
                    .filter(Charset::canEncode);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Declared wide, but without a mark and without zero bytes: a lie. */
    static boolean isWide(Charset charset) {
        return charset.name().contains("UTF-16") || charset.name().contains("UTF-32");
    }

    /** Encodings whose text is ASCII to the eye. */
    static boolean isShifting(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        return name.contains("ISO-2022") || name.startsWith("HZ");
    }

    /** What the letters look like, for bytes that nothing is said about; windows-1252 where they look like nothing else. */
    static Charset guess(byte[] body) {
        var detector = new UniversalDetector();
        detector.handleData(body, 0, Math.min(LOOKED_AT, body.length));
        detector.dataEnd();
        return Optional.ofNullable(detector.getDetectedCharset())
                // So few bytes tell it apart that short texts are mistaken for it, and no feed is written on old Macs.
                .map(name -> name.equals("MACCYRILLIC") ? "windows-1251" : name)
                .flatMap(Charsets::named)
                .orElse(WINDOWS_1252);
    }
}
