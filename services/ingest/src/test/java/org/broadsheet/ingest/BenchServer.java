package org.broadsheet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;

/** Many hosts of one server on loopback, each with a feed and the pages of its entries. */
final class BenchServer implements AutoCloseable {
    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><head><title>Story %1$s</title><meta property="og:site_name" content="Paper">
            <meta name="description" content="What the story is about"><meta name="author" content="Ann Lee"></head>
            <body><article><p>%2$s</p></article></body></html>""";

    private final HttpServer server;
    private volatile int round;
    private volatile int entries;

    BenchServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 1_024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/feed", this::feed);
        server.createContext("/story", BenchServer::story);
        server.start();
    }

    /** The feed of one of up to 60,000 hosts; each has an address of its own in 127.0.0.0/8. */
    String feed(int host) {
        return "http://" + address(host) + ":" + server.getAddress().getPort() + "/feed/" + host;
    }

    private static String address(int host) {
        return "127.1." + host / 250 + "." + (1 + host % 250);
    }

    /** From now on every feed has this many entries that it did not have before. */
    void publish(int each) {
        entries = each;
        round++;
    }

    private void feed(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        int host = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        var site = feed(host).replaceFirst("/feed/.*", "");
        var body = new StringBuilder("<rss version='2.0'><channel><title>Paper ")
                .append(host)
                .append("</title><link>")
                .append(site)
                .append("/</link>");
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        for (int i = 0; i < entries; i++) {
            var id = round + "-" + host + "-" + i;
            body.append("<item><title>Story ")
                    .append(id)
                    .append("</title><link>")
                    .append(site)
                    .append("/story/")
                    .append(id)
                    .append("</link><pubDate>")
                    .append(date)
                    .append("</pubDate><description>")
                    .append("Some words of the story &lt;b&gt;and more&lt;/b&gt; of them. ".repeat(5))
                    .append("</description></item>");
        }
        answer(exchange, "application/rss+xml", body.append("</channel></rss>").toString());
    }

    private static void story(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                "text/html; charset=utf-8",
                PAGE.formatted(exchange.getRequestURI().getPath(), "Words of the story. ".repeat(200)));
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
