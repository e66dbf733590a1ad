package org.broadsheet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that stand in brokers, databases and dead letters: a change here is a migration, not a rename. */
class WireNamesTest {
    @Test
    void queueNamesRemainUnchanged() {
        assertThat(Arrays.stream(MessageType.values())
                        .flatMap(type -> type.consumers().stream().map(type::queueOf))
                        .sorted())
                .containsExactly(
                        "digest.account-deleted",
                        "digest.account-opened",
                        "digest.credential-revoked",
                        "digest.digest-composed",
                        "digest.timelines-paused",
                        "feed.account-deleted",
                        "feed.article-resolved",
                        "feed.credential-revoked",
                        "feed.digest-due",
                        "feed.digest-sent",
                        "feed.entry-screened",
                        "feed.source-unsubscribed",
                        "filter.account-deleted",
                        "filter.connection-closed",
                        "filter.credential-revoked",
                        "filter.entry-ingested",
                        "filter.mutes-read",
                        "filter.rescreen-due",
                        "filter.source-unsubscribed",
                        "filter.subscription-resolved",
                        "ingest.account-deleted",
                        "ingest.article-resolve",
                        "ingest.connection-closed",
                        "ingest.connection-opened",
                        "ingest.digest-sent",
                        "ingest.poll-due",
                        "ingest.reader-seen",
                        "ingest.source-subscribed",
                        "ingest.source-unsubscribed",
                        "ingest.survey-due",
                        "user.connection-reported",
                        "user.source-polled",
                        "user.subscription-resolved");
    }

    @Test
    void everyEventHasAType() {
        assertThat(Stream.of(Event.class.getPermittedSubclasses()).map(c -> c.asSubclass(Event.class)))
                .allSatisfy(shape -> assertThat(MessageType.of(shape).shape()).isEqualTo(shape));
    }

    @Test
    void wireNamesAreFoundAndUnknownOnesAreNot() {
        assertThat(MessageType.ofWireName("entry.ingested")).contains(MessageType.ENTRY_INGESTED);
        assertThat(MessageType.ofWireName("entry.eaten")).isEmpty();
    }

    @Test
    void aQueueOfAServiceThatDoesNotConsumeIsRefused() {
        assertThatThrownBy(() -> MessageType.POLL_DUE.queueOf(Service.FEED)).hasMessageContaining("poll.due");
    }

    @Test
    void messageIdsAreMadeFromWhatTheMessageSays() {
        var id = MessageType.messageId(Samples.SUBSCRIPTION_RESOLVED);
        assertThat(id).isEqualTo(UUID.fromString("f16b6750-86cf-8fd8-affd-397a7964330b"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
