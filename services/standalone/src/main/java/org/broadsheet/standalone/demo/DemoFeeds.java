package org.broadsheet.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The sample sources, served from loopback. Port and dates are kept in a file, so that a restart serves the same entries
 * at the same addresses.
 */
final class DemoFeeds implements AutoCloseable {
    private static final Pattern HOURS_AGO = Pattern.compile("@-(\\d+)h@");
    private static final Map<String, String> TYPES = Map.of(
            "/gazette.xml", "application/rss+xml; charset=utf-8",
            "/garden.atom", "application/atom+xml; charset=utf-8",
            "/notes/", "text/html; charset=utf-8",
            "/notes/feed.json", "application/feed+json");

    private final HttpServer server;
    private final Instant began;

    private DemoFeeds(HttpServer server, Instant began) {
        this.server = server;
        this.began = began;
    }

    /** @param port where nothing is kept yet; 0 takes a free one */
    static DemoFeeds open(Path folder, int port) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve("feeds");
            var kept = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            var began = kept.size() == 2 ? Instant.parse(kept.get(1)) : Instant.now();
            var server = bind(kept.size() == 2 ? Integer.parseInt(kept.get(0)) : port);
            Files.write(file, List.of(Integer.toString(server.getAddress().getPort()), began.toString()));
            var feeds = new DemoFeeds(server, began);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", feeds::answer);
            server.start();
            return feeds;
        } catch (IOException e) {
            throw new UncheckedIOException("the sample sources can't be served", e);
        }
    }

    /** What the fetcher must be allowed to reach. */
    String allow() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Two feeds, and a page whose feed is to be found. */
    List<String> addresses() {
        var origin = "http://" + allow();
        return List.of(origin + "/gazette.xml", origin + "/garden.atom", origin + "/notes/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The port of last time, if it is still free. */
    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (java.net.BindException e) {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var type = TYPES.get(path);
            if (type == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var body = dated(read(path.endsWith("/") ? path + "index.html" : path), path)
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String dated(String text, String path) {
        var form = path.endsWith(".xml")
                ? DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC)
                : DateTimeFormatter.ISO_INSTANT;
        return HOURS_AGO
                .matcher(text)
                .replaceAll(match -> form.format(began.minus(Duration.ofHours(Long.parseLong(match.group(1))))
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
    }

    private static String read(String name) throws IOException {
        try (var in = DemoFeeds.class.getResourceAsStream("/demo" + name)) {
            if (in == null) {
                throw new IOException("no sample " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
