package org.broadsheet.feed.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of pictures that are shown: bitmaps, told by how they begin. SVG is a document with scripts, and is not. */
enum ImageType {
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff.*"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n.*"),
    GIF("image/gif", "GIF8[79]a.*"),
    WEBP("image/webp", "RIFF....WEBP.*"),
    AVIF("image/avif", "....ftyp(avif|avis|mif1).*"),
    ICON("image/x-icon", "\u0000\u0000\u0001\u0000.*");

    private static final int BEGINNING = 32;
    /** What servers say of files that they know nothing of. */
    private static final Set<String> UNKNOWN = Set.of("application/octet-stream", "binary/octet-stream");

    private final String mediaType;
    private final Pattern begins;

    ImageType(String mediaType, String begins) {
        this.mediaType = mediaType;
        this.begins = Pattern.compile(begins, Pattern.DOTALL);
    }

    String mediaType() {
        return mediaType;
    }

    /** @param declared the answer's Content-Type; something that says to be no picture is none, however it begins */
    static Optional<ImageType> of(byte[] body, @Nullable String declared) {
        var type = declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("image/") && !UNKNOWN.contains(type)) {
            return Optional.empty();
        }
        var beginning = new String(body, 0, Math.min(BEGINNING, body.length), ISO_8859_1);
        return Stream.of(values())
                .filter(candidate -> candidate.begins.matcher(beginning).matches())
                .findFirst();
    }
}
