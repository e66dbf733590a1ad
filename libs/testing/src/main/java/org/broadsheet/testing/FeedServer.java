package org.broadsheet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A web server, on loopback unless told otherwise, that answers what a test told it, remembers who asked, and knows conditional requests: an
 * answer with an {@code ETag} or {@code Last-Modified} becomes a 304 for a client that has it. Paths nobody served are
 * 404. To be reached by the guarded fetcher, {@link #allow} must be in its allow list.
 */
public final class FeedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Function<ReceivedRequest, Answer>> scripts = new ConcurrentHashMap<>();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FeedServer(HttpServer server) {
        this.server = server;
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static FeedServer start() {
        return start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    /** Starts a server at another address of this machine, as containers reach it. */
    public static FeedServer start(InetSocketAddress address) {
        try {
            FeedServer feeds = new FeedServer(HttpServer.create(address, 0));
            feeds.server.setExecutor(feeds.threads);
            feeds.server.createContext("/", feeds::handle);
            feeds.server.start();
            return feeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a path, with its query if it has one, from now on. */
    public URI serve(String path, Answer answer) {
        answers.put(path, answer);
        return url(path);
    }

    /** Answers a path, whatever its query, by what is asked; for servers whose answers depend on it. */
    public URI script(String path, Function<ReceivedRequest, Answer> script) {
        scripts.put(path, script);
        return url(path);
    }

    /** Answers a path with status 200 and these bytes. */
    public URI serve(String path, String contentType, byte[] body) {
        return serve(path, Answer.of(contentType, body));
    }

    /** Answers a path with status 200 and this text in UTF-8. */
    public URI serve(String path, String contentType, String body) {
        return serve(path, Answer.of(contentType, body));
    }

    public URI url(String path) {
        return URI.create("http://" + allow() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What {@code BROADSHEET_FETCH_ALLOW} must hold for this server to be fetched from. */
    public String allow() {
        return server.getAddress().getAddress().getHostAddress() + ":" + port();
    }

    /** All requests so far, in the order they came. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    public List<ReceivedRequest> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Forgets the requests so far, for who has very many made. */
    public void forgetRequests() {
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            ReceivedRequest request = new ReceivedRequest(
                    exchange.getRequestMethod(),
                    path,
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            Function<ReceivedRequest, Answer> script =
                    scripts.get(exchange.getRequestURI().getPath());
            Answer answer = script == null ? answers.getOrDefault(path, Answer.NOT_FOUND) : script.apply(request);
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            if (answer.isKnownTo(exchange.getRequestHeaders())) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (answer.ending() == Answer.Ending.STALLS) {
                exchange.getResponseBody().flush();
                closed.await();
            } else if (!exchange.getRequestMethod().equals("HEAD")) {
                int sent = answer.ending() == Answer.Ending.CUT ? body.length / 2 : body.length;
                exchange.getResponseBody().write(body, 0, sent);
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
