package org.broadsheet.settings;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pieces that the settings' URLs share. */
final class UrlParts {
    private static final int MAX_PORT = 65_535;

    private UrlParts() {}

    /** A URL of one of the schemes with a host and, if there is one, a port from 1 to 65535. */
    static URI withHost(String value, Set<String> schemes, String expected) {
        try {
            URI url = new URI(value);
            boolean whole = url.getScheme() != null
                    && schemes.contains(url.getScheme())
                    && url.getHost() != null
                    && (url.getPort() == -1 ? !endsWithColon(url) : isPort(url.getPort()));
            if (whole) {
                return url;
            }
        } catch (URISyntaxException _) {
            throw new Wrong(expected); // its message repeats the value
        }
        throw new Wrong(expected);
    }

    static boolean isPort(int port) {
        return port >= 1 && port <= MAX_PORT;
    }

    private static boolean endsWithColon(URI url) {
        return url.getRawAuthority().endsWith(":");
    }

    /** The user before {@code @}, decoded. */
    static Optional<String> user(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(decode(colon < 0 ? userInfo : userInfo.substring(0, colon)))
                .filter(user -> !user.isEmpty());
    }

    /** The password before {@code @}, decoded. */
    static Optional<Secret> password(@Nullable String userInfo) {
        if (userInfo == null || userInfo.indexOf(':') < 0) {
            return Optional.empty();
        }
        return Optional.of(new Secret(decode(userInfo.substring(userInfo.indexOf(':') + 1))));
    }

    /** The one password there is: within the address or apart from it. */
    static Optional<Secret> onePassword(Optional<Secret> within, Optional<Secret> apart) {
        if (within.isPresent() && apart.isPresent()) {
            throw new Wrong("has a password, and another one is set apart from it: remove one");
        }
        return within.or(() -> apart);
    }

    /** The pairs after {@code ?} in their order, decoded; of a name given twice, the last. */
    static Map<String, String> query(@Nullable String rawQuery) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (rawQuery == null) {
            return pairs;
        }
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                pairs.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    /** Percent-decoding alone: a plus sign stays one, in passwords above all. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new Wrong(
                            "has a % that is not followed by two hexadecimal digits; write %25 for a percent sign");
                }
                bytes.write(high * 16 + low);
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Wrong("has percent-encoded bytes that are not UTF-8");
        }
    }
}
