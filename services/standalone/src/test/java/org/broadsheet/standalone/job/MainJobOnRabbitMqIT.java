package org.broadsheet.standalone.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.Test;

class MainJobOnRabbitMqIT extends MainJobContract {
    @Override
    Map<String, String> environment() {
        return Map.of("BROADSHEET_AMQP_URL", TestRabbit.rabbitmq().amqpUrl());
    }

    @Test
    void aPollAndAllThatFollowsFromItUpToTheFeedAreOneTrace() throws Exception {
        try (var server = FeedServer.start();
                var tap = new MessageTap(TestRabbit.rabbitmq(), "broadsheet", "#");
                var process = StandaloneProcess.start(data, environment(server))) {
            var feeds = new SampleFeeds(server);
            var reader = Reader.signUp(process.uri(), "bo@example.org");
            subscribe(reader, feeds.addresses());
            await().atMost(PATIENCE)
                    .until(() -> Reader.total(reader.get("feed?size=1"))
                            == feeds.visible().size() + feeds.hidden().size());
            var heard = tap.messages();
            var polls = heard.stream()
                    .filter(message -> "poll.due".equals(message.type()))
                    .collect(Collectors.toMap(MessageTap.Heard::id, MessageTap.Heard::correlationId));
            assertThat(polls).hasSizeGreaterThanOrEqualTo(feeds.addresses().size());
            polls.forEach((id, correlation) -> assertThat(correlation).isEqualTo(id));
            for (var type : List.of("entry.ingested", "entry.screened", "article.resolved")) {
                assertThat(heard)
                        .filteredOn(message -> type.equals(message.type()))
                        .hasSizeGreaterThan(30)
                        .filteredOn(not(message -> polls.containsKey(message.correlationId())))
                        .as("%s of no poll", type)
                        .isEmpty();
            }
            var screened = correlations(heard, "entry.screened");
            correlations(heard, "entry.ingested")
                    .forEach((entry, correlation) -> assertThat(screened).containsEntry(entry, correlation));
        }
    }

    /** What an entry's message belongs to, by the entry's id. */
    private static Map<String, String> correlations(List<MessageTap.Heard> heard, String type) {
        return heard.stream()
                .filter(message -> type.equals(message.type()))
                .collect(Collectors.toMap(
                        message -> new String(message.body(), UTF_8)
                                .replaceFirst("(?s).*?\"entryId\":\"([^\"]+)\".*", "$1"),
                        message -> String.valueOf(message.correlationId()),
                        (one, other) -> one));
    }
}
