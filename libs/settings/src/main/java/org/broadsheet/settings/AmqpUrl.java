package org.broadsheet.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;

/**
 * {@code BROADSHEET_AMQP_URL}: the AMQP URI specification of RabbitMQ, without its query.
 *
 * @param whole with user and password
 */
record AmqpUrl(Secret whole) {
    private static final String EXPECTED =
            "is not of the form amqp://user:password@host:5672/vhost, or amqps:// for TLS";

    static AmqpUrl parse(String value, Optional<Secret> passwordApart) {
        URI url = UrlParts.withHost(value, Set.of("amqp", "amqps"), EXPECTED);
        boolean oneSegment = url.getRawPath().lastIndexOf('/') <= 0;
        if (!oneSegment || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new Wrong(EXPECTED);
        }
        UrlParts.onePassword(UrlParts.password(url.getRawUserInfo()), passwordApart);
        return new AmqpUrl(new Secret(
                passwordApart.map(password -> with(password, value, url)).orElse(value)));
    }

    private static String with(Secret password, String value, URI url) {
        if (UrlParts.user(url.getRawUserInfo()).isEmpty()) {
            throw new Wrong("has no user for the password that is set apart from it");
        }
        String encoded = URLEncoder.encode(password.reveal(), UTF_8).replace("+", "%20");
        int at = value.indexOf('@');
        return value.substring(0, at) + ":" + encoded + value.substring(at);
    }
}
