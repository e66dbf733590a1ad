package org.broadsheet.tunables;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks GetParametersByPath of Systems Manager: the pages in turn, the second and later ones by their tokens. Whoever asks for
 * the credentials of a task gets some.
 */
final class FakeParameterStore implements AutoCloseable {
    static final String KEY = "AKIDOFTHETASK";

    private static final String CREDENTIALS = """
            {"AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "token", "Expiration": "2100-01-01T00:00:00Z"}""".formatted(KEY);

    private final HttpServer server;
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile List<String> pages = List.of("");
    private volatile int status = 200;

    FakeParameterStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/credentials", exchange -> send(exchange, 200, CREDENTIALS));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param parameters of each page, as JSON objects with commas between */
    void serve(String... parameters) {
        pages = List.of(parameters);
        status = 200;
    }

    void refuse() {
        status = 400;
    }

    List<String> requests() {
        return requests;
    }

    /** Their Authorization headers. */
    List<String> signatures() {
        return signatures;
    }

    static String parameter(String name, String type, String value) {
        return "{\"Name\": \"%s\", \"Type\": \"%s\", \"Value\": \"%s\"}".formatted(name, type, value);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + body);
        signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
        send(
                exchange,
                status,
                status == 200 ? page(body) : "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var answer = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String page(String request) {
        int page =
                request.contains("NextToken") ? Integer.parseInt(request.replaceAll(".*\"after(\\d+)\".*", "$1")) : 0;
        var next = page + 1 < pages.size() ? ", \"NextToken\": \"after" + (page + 1) + "\"" : "";
        return "{\"Parameters\": [" + pages.get(page) + "]" + next + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
