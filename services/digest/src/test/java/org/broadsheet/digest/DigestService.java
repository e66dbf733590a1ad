package org.broadsheet.digest;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.events.DigestArticle;
import org.broadsheet.events.DigestComposed;
import org.broadsheet.events.DigestDue;
import org.broadsheet.http.Credential;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.ServiceRunner;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.TestDatabase;
import org.broadsheet.testing.TestPostgres;
import org.broadsheet.testing.TestRabbit;
import org.jspecify.annotations.Nullable;

/** A digest service on a fresh database and a real RabbitMQ, and those who speak to it. */
final class DigestService implements AutoCloseable {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final TestDatabase database = TestPostgres.shared().freshDatabase();
    private final String prefix = "digest-test-" + ProcessHandle.current().pid() + ".";
    private final SettableClock clock;
    private final List<ServiceRunner.Running> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final OtherServices others;

    private DigestService(SettableClock clock, Map<String, Object> more) throws Exception {
        this.clock = clock;
        OtherServices.emptyQueues(TestRabbit.rabbitmq().amqpUrl(), prefix);
        startProcess(more);
        this.others = new OtherServices(TestRabbit.rabbitmq().amqpUrl(), prefix, json());
    }

    static DigestService start(String now, Map<String, Object> more) throws Exception {
        return new DigestService(SettableClock.at(now), more);
    }

    /** One more process on the same database and broker. */
    void startProcess(Map<String, Object> more) {
        processes.add(ServiceRunner.start(
                DigestPlan.of(database, TestRabbit.rabbitmq().amqpUrl(), prefix, clock, more)));
    }

    void stopProcesses() {
        processes.forEach(ServiceRunner.Running::close);
        processes.clear();
    }

    SettableClock clock() {
        return clock;
    }

    OtherServices others() {
        return others;
    }

    TestDatabase database() {
        return database;
    }

    String prefix() {
        return prefix;
    }

    <T> T bean(Class<T> type) {
        return processes.getLast().context().getBean(type);
    }

    /** A user whose mail goes to an address made of the name. */
    UUID user(String name) throws Exception {
        var id = UUID.randomUUID();
        others.say(new AccountOpened(id, name + "@example.org", null, clock.instant()));
        return id;
    }

    Answer call(@Nullable UUID user, String method, String path, @Nullable String body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (user != null) {
            request.header("Authorization", "Bearer " + signed(token(user)));
        }
        var response = send(request.build());
        return new Answer(response.statusCode(), read(response.body()));
    }

    Credential token(UUID user) {
        return new Credential(UUID.randomUUID(), user, Credential.Kind.TOKEN, FAR, false);
    }

    /** The status of a GET with a token. */
    int callWith(Credential token, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + signed(token))
                        .build())
                .statusCode();
    }

    String metrics() throws Exception {
        return send(HttpRequest.newBuilder(uri("/prometheus")).build()).body();
    }

    /** How many rows a table has; a condition may follow its name. */
    int count(String table) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM digest." + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Makes a daily schedule and says its id. */
    UUID schedule(UUID user, String at, String zone) throws Exception {
        var answer = call(
                user,
                "POST",
                "/api/v1/digest-schedules",
                "{\"name\": \"Daily\", \"at\": \"%s\", \"zone\": \"%s\"}".formatted(at, zone));
        return UUID.fromString(answer.text("id"));
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    URI uri(String path) {
        return processes.getLast().uri().resolve(path);
    }

    /** Answers a digest.due as feed does. */
    DigestComposed compose(DigestDue due, String... titles) throws Exception {
        var articles = new ArrayList<DigestArticle>();
        for (var title : titles) {
            articles.add(new DigestArticle(
                    UUID.randomUUID(),
                    "https://" + articles.size() + ".example/" + due.runId(),
                    title,
                    articles.size() + ".example",
                    null,
                    "excerpt",
                    List.of("Ada"),
                    1));
        }
        var composed = new DigestComposed(due.runId(), due.userId(), articles, articles.size());
        others.say(composed);
        return composed;
    }

    /** What the archive says of a run. */
    String stateOf(UUID user, UUID run) throws Exception {
        return call(user, "GET", "/api/v1/digests/" + run, null).text("state");
    }

    @Override
    public void close() throws IOException {
        others.close();
        stopProcesses();
        http.close();
    }

    /** @param body the envelope */
    record Answer(int status, Map<String, Object> body) {
        @SuppressWarnings("unchecked")
        Map<String, Object> data() {
            return body.get("data") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> items() {
            return (List<Map<String, Object>>) data().getOrDefault("items", List.of());
        }

        String text(String name) {
            return String.valueOf(data().get(name));
        }

        String message() {
            return String.valueOf(body.get("message"));
        }
    }

    private String signed(Credential token) {
        return bean(CredentialSigner.class).sign(token);
    }

    private ObjectMapper json() {
        return bean(ObjectMapper.class);
    }

    private Map<String, Object> read(String body) throws Exception {
        if (!body.startsWith("{")) {
            return new HashMap<>();
        }
        var read = json().readValue(body, Argument.mapOf(String.class, Object.class));
        return read == null ? Map.of() : read;
    }
}
