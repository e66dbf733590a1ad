package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server, as {@code BROADSHEET_DATABASE_URL} names it.
 *
 * @param jdbcUrl without user and password, so that it may be logged
 * @param user where the URL names none, the server's {@code postgres}
 * @param password absent where the server asks for none
 */
public record Database(String jdbcUrl, String user, Optional<Secret> password) {
    private static final String EXPECTED = "is not of the form postgresql://user:password@host:5432/database, "
            + "nor of the form jdbc:postgresql://host:5432/database?user=user&password=password";
    private static final Pattern URL = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<info>[^@/?#]*)@)?(?<hosts>[^@/?#]+)(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");
    private static final Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[\\w.-]+)(?::(?<port>\\d{1,5}))?");
    private static final String DEFAULT_USER = "postgres";

    /** What libpq calls otherwise than the JDBC driver. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout");

    public Database {
        requireNonNull(jdbcUrl, "jdbcUrl");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    static Database parse(String value, Optional<Secret> passwordApart) {
        Matcher url = URL.matcher(value);
        if (!url.matches()) {
            throw new Wrong(EXPECTED);
        }
        for (String host : url.group("hosts").split(",", -1)) {
            requireHost(host);
        }
        Map<String, String> query = UrlParts.query(url.group("query"));
        Optional<String> queryUser = Optional.ofNullable(query.remove("user"));
        Optional<Secret> queryPassword =
                Optional.ofNullable(query.remove("password")).map(Secret::new);
        String user = UrlParts.user(url.group("info")).or(() -> queryUser).orElse(DEFAULT_USER);
        String database = Optional.ofNullable(url.group("database"))
                .map(UrlParts::decode)
                .filter(name -> !name.isEmpty())
                .orElse(user); // as libpq and the driver choose it
        return new Database(
                "jdbc:postgresql://" + url.group("hosts") + "/" + encode(database) + asText(query),
                user,
                UrlParts.onePassword(UrlParts.password(url.group("info")).or(() -> queryPassword), passwordApart));
    }

    private static void requireHost(String host) {
        Matcher matcher = HOST.matcher(host);
        boolean good = matcher.matches()
                && (matcher.group("port") == null || UrlParts.isPort(Integer.parseInt(matcher.group("port"))));
        if (!good) {
            throw new Wrong(EXPECTED);
        }
    }

    private static String asText(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(pair -> encode(DRIVER_NAMES.getOrDefault(pair.getKey(), pair.getKey())) + "="
                                + encode(pair.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
