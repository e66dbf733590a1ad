package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server that takes our mail, as {@code BROADSHEET_SMTP_URL} names it.
 *
 * @param port 25 ({@code smtp}) or 465 ({@code smtps}) where the URL names none
 * @param tls from the first byte ({@code smtps}); without it STARTTLS is used where the server offers it
 * @param user absent where the server asks for none, and then the password is, too
 * @param from sender of every mail; absent where the URL has no {@code ?from=}
 */
public record MailServer(
        String host, int port, boolean tls, Optional<String> user, Optional<Secret> password, Optional<String> from) {
    private static final String EXPECTED =
            "is not of the form smtp://user:password@host:587?from=news@example.org, or smtps:// for TLS";
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}<>,;:\"]{1,64}@[\\w.-]{1,253}");
    private static final int SMTP_PORT = 25;
    private static final int SMTPS_PORT = 465;

    public MailServer {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(from, "from");
    }

    static MailServer parse(String value, Optional<Secret> passwordApart) {
        URI url = UrlParts.withHost(value, Set.of("smtp", "smtps"), EXPECTED);
        boolean path = !url.getRawPath().isEmpty() && !url.getRawPath().equals("/");
        Map<String, String> query = UrlParts.query(url.getRawQuery());
        Optional<String> from = Optional.ofNullable(query.remove("from"));
        if (path || !query.isEmpty() || url.getRawFragment() != null) {
            throw new Wrong(EXPECTED);
        }
        if (from.filter(address -> !ADDRESS.matcher(address).matches()).isPresent()) {
            throw new Wrong("has a from= that is not a plain mail address");
        }
        Optional<String> user = UrlParts.user(url.getRawUserInfo());
        Optional<Secret> password = UrlParts.onePassword(UrlParts.password(url.getRawUserInfo()), passwordApart);
        if (user.isPresent() != password.isPresent()) {
            throw new Wrong("has a user without a password, or a password without a user");
        }
        boolean tls = url.getScheme().equals("smtps");
        int port = url.getPort() == -1 ? (tls ? SMTPS_PORT : SMTP_PORT) : url.getPort();
        return new MailServer(url.getHost(), port, tls, user, password, from);
    }
}
