package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.broadsheet.embedded.EmbeddedServerException;
import org.broadsheet.http.page.PageProperties;
import org.broadsheet.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {
    private static final String ACCOUNT = """
            {"email": "ann@example.org", "password": "a long and private phrase"}""";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void servesThePageAndTheCallsAndFindsItsAccountsAfterARestart() throws Exception {
        try (Standalone standalone = standalone("0")) {
            URI uri = standalone.start();
            assertThat(get(uri.resolve("/health/readiness")).statusCode()).isEqualTo(200);

            HttpResponse<String> page = get(uri.resolve("/"));
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .isEqualTo(PageProperties.all().get("broadsheet.page-policy"));
            assertThat(page.body()).contains("/assets/js/main.js");
            HttpResponse<String> script = get(uri.resolve("/assets/js/main.js"));
            assertThat(script.statusCode()).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type").orElseThrow())
                    .contains("javascript");

            assertThat(post(uri.resolve("/api/v1/accounts"), ACCOUNT).statusCode())
                    .isEqualTo(201);
        }
        try (Standalone standalone = standalone("0")) {
            URI uri = standalone.start();
            assertThat(post(uri.resolve("/api/v1/sessions"), ACCOUNT).statusCode())
                    .isBetween(200, 201);
        }
        assertThat(printed.toString(UTF_8))
                .contains("starting the embedded database")
                .contains("starting the embedded broker")
                .contains("started the services");
    }

    @Test
    void secondOneOnTheSameFolderIsRefused() {
        try (DataFolder taken = DataFolder.take(data);
                Standalone standalone = standalone("0")) {
            assertThat(taken.path()).isEqualTo(data);
            assertThatThrownBy(standalone::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    private Standalone standalone(String port) {
        return new Standalone(
                Arguments.parse(List.of("--port", port, "--data", data.toString())),
                Settings.read(Map.of()),
                new Terminal(new PrintStream(printed, true, UTF_8)));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, String json) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }
}
