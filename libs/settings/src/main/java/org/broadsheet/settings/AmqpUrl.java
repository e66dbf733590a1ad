package org.broadsheet.settings;

import java.net.URI;
import java.util.Set;

/** {@code BROADSHEET_AMQP_URL}: the AMQP URI specification of RabbitMQ, without its query. */
final class AmqpUrl {
    private static final String EXPECTED =
            "is not of the form amqp://user:password@host:5672/vhost, or amqps:// for TLS";

    private AmqpUrl() {}

    static Secret parse(String value) {
        URI url = UrlParts.withHost(value, Set.of("amqp", "amqps"), EXPECTED);
        boolean oneSegment = url.getRawPath().lastIndexOf('/') <= 0;
        if (!oneSegment || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new Wrong(EXPECTED);
        }
        return new Secret(value);
    }
}
