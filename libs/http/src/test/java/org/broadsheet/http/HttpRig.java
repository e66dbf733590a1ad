package org.broadsheet.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.Service;
import org.broadsheet.testing.ApiClient;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;

/** A service that has nothing but {@link TestController}. */
final class HttpRig implements AutoCloseable {
    static final String PUBLIC = "https://news.example.org";

    final TestDatabase database = TestPostgres.shared().freshDatabase();
    final ServiceRunner.Running running = ServiceRunner.start(new ServicePlan(
            Map.of(Service.FEED, new ServicePlan.Database(database.jdbcUrl(), database.user(), database.password())),
            TestRabbit.rabbitmq().amqpUrl(),
            "127.0.0.1",
            0,
            "a secret key of the tests, long enough",
            URI.create(PUBLIC),
            Map.of(
                    "broadsheet.amqp.prefix",
                    "t" + UUID.randomUUID().toString().substring(0, 8) + ".",
                    "broadsheet.amqp.poll-interval",
                    "20ms")));

    ApiClient nobody() {
        return ApiClient.at(running.uri());
    }

    Credential credential(Credential.Kind kind, boolean readOnly) {
        return new Credential(
                UUID.randomUUID(), UUID.randomUUID(), kind, Instant.now().plus(Duration.ofHours(1)), readOnly);
    }

    String sign(Credential credential) {
        return running.context().getBean(CredentialSigner.class).sign(credential);
    }

    ApiClient bearer() {
        return nobody().bearer(sign(credential(Credential.Kind.TOKEN, false)));
    }

    ApiClient browser() {
        return nobody().with("Cookie", "__Host-broadsheet=" + sign(credential(Credential.Kind.SESSION, false)));
    }

    @Override
    public void close() {
        running.close();
    }
}
