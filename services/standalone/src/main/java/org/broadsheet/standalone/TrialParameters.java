package org.broadsheet.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a task of a deployment finds beside it: its credentials, and Systems Manager, with nothing turned. So that a recorded start
 * has the library that asks, and an image in which that can't ask is not built.
 */
final class TrialParameters implements AutoCloseable {
    private static final Duration IS_ASKED = Duration.ofSeconds(60);
    private static final String CREDENTIALS = """
            {"AccessKeyId": "TRIAL", "SecretAccessKey": "trial", "Token": "trial", "Expiration": "2100-01-01T00:00:00Z"}""";

    private final HttpServer server;
    private final CountDownLatch asked = new CountDownLatch(1);

    TrialParameters() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/credentials", exchange -> answer(exchange, CREDENTIALS));
        server.createContext("/", exchange -> {
            answer(exchange, "{\"Parameters\": []}");
            asked.countDown();
        });
        server.start();
    }

    Map<String, String> environment(String process) {
        var here = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "BROADSHEET_PARAMETERS",
                "/broadsheet/trial/" + process + "/",
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_SSM",
                here,
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                here + "/credentials");
    }

    void awaitAsked() throws InterruptedException {
        if (!asked.await(IS_ASKED.toSeconds(), TimeUnit.SECONDS)) {
            throw new StartException("nobody asked for parameters");
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
