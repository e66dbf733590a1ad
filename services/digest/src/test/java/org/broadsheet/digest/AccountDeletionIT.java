package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.events.CredentialRevoked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountDeletionIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path mail;

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @BeforeEach
    void start() throws Exception {
        service = DigestService.start("2026-11-20T12:00:00Z", Map.of("broadsheet.mail.directory", mail));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    @Test
    void everythingOfTheUserIsForgottenAndNothingComesBack() throws Exception {
        var ada = service.user("ada");
        service.schedule(ada, "07:30", "Europe/Berlin");
        service.clock().set(SLOT);
        var due = service.others().awaitDue();
        service.compose(due, "First");
        service.others().awaitSent();

        service.others().say(new AccountDeleted(ada, SLOT));
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(service.count("digest_schedule")
                                + service.count("digest_run")
                                + service.count("digest_article"))
                        .isZero());

        assertThat(service.count("reader WHERE email IS NOT NULL OR name IS NOT NULL"))
                .isZero();
        // It waits in the queue since before the deletion, and only now arrives.
        service.others().say(new AccountOpened(ada, "ada@example.org", "Ada", SLOT.minusSeconds(60)));
        service.compose(due, "Late");
        var other = service.user("other");
        await().atMost(OtherServices.SOON).until(() -> service.count("reader WHERE user_id = '" + other + "'") == 1);
        await().atMost(OtherServices.SOON)
                .untilAsserted(() -> assertThat(service.call(ada, "GET", "/api/v1/digests", null)
                                .status())
                        .isEqualTo(401));
        assertThat(service.count("reader WHERE email IS NOT NULL")).isEqualTo(1);
        assertThat(service.count("digest_run")).isZero();
    }

    @Test
    void deletionThatComesFirstIsRemembered() throws Exception {
        var ada = UUID.randomUUID();
        service.others().say(new AccountDeleted(ada, SLOT));
        await().atMost(OtherServices.SOON).until(() -> service.count("reader WHERE deleted_at IS NOT NULL") == 1);

        service.others().say(new AccountOpened(ada, "ada@example.org", null, SLOT.minusSeconds(60)));

        await().atMost(OtherServices.SOON)
                .until(() -> service.count("inbox WHERE consumer = 'digest.account-opened'") == 1);
        assertThat(service.count("reader WHERE email IS NOT NULL")).isZero();
    }

    @Test
    void revokedCredentialIsRefused() throws Exception {
        var ada = service.user("ada");
        var token = service.token(ada);
        assertThat(service.callWith(token, "/api/v1/digests")).isEqualTo(200);

        service.others().say(new CredentialRevoked(token.id(), ada, token.expiresAt()));

        await().atMost(OtherServices.SOON)
                .untilAsserted(() ->
                        assertThat(service.callWith(token, "/api/v1/digests")).isEqualTo(401));
    }
}
