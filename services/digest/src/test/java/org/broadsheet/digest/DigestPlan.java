package org.broadsheet.digest;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.TestDatabase;

/** A digest service as tests want it: quick to look, at a time that stands still. */
final class DigestPlan {
    static final String SECRET_KEY = "0123456789abcdef0123456789abcdef";
    static final URI PUBLIC_URL = URI.create("https://news.example.org");

    private DigestPlan() {}

    static ServicePlan of(
            TestDatabase database, String amqpUrl, String prefix, SettableClock clock, Map<String, Object> more) {
        var properties = new HashMap<String, Object>(Map.of(
                "broadsheet.amqp.prefix",
                prefix,
                "broadsheet.digest.schedule-interval",
                "50ms",
                "broadsheet.digest.mail-interval",
                "50ms",
                TestClock.PROPERTY,
                clock));
        properties.putAll(more);
        return new ServicePlan(
                Map.of(
                        Service.DIGEST,
                        new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
                amqpUrl,
                "127.0.0.1",
                0,
                SECRET_KEY,
                PUBLIC_URL,
                properties);
    }

    static Map<String, Object> smtp(int port) {
        return Map.of("broadsheet.mail.host", "127.0.0.1", "broadsheet.mail.port", port);
    }
}
