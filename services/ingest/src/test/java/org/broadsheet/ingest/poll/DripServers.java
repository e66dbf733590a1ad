package org.broadsheet.ingest.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two ports on loopback that stand for any number of servers: one answers after a while, one a byte a second. */
final class DripServers implements AutoCloseable {
    private static final long ANSWER_MILLIS = 50;

    private final ServerSocket healthy;
    private final ServerSocket dripping;
    private final byte[] feed;
    private final AtomicInteger drips = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);

    DripServers(String feed) throws IOException {
        byte[] body = feed.getBytes(UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(UTF_8);
        this.feed = new byte[head.length + body.length];
        System.arraycopy(head, 0, this.feed, 0, head.length);
        System.arraycopy(body, 0, this.feed, head.length, body.length);
        this.healthy = listen(this::answer);
        this.dripping = listen(this::drip);
    }

    private interface Handler {
        void serve(OutputStream out) throws IOException, InterruptedException;
    }

    private static ServerSocket listen(Handler handler) throws IOException {
        var listener = new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(() -> accept(listener, handler));
        return listener;
    }

    private static void accept(ServerSocket listener, Handler handler) {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket, handler));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void serve(Socket socket, Handler handler) {
        try (socket) {
            skipHead(socket.getInputStream());
            handler.serve(socket.getOutputStream());
        } catch (IOException clientLeft) {
            assert clientLeft != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        for (int line = 0, b = in.read(); b >= 0; b = in.read()) {
            line = b == '\n' ? line + 1 : b == '\r' ? line : 0;
            if (line == 2) {
                return;
            }
        }
    }

    private void answer(OutputStream out) throws IOException, InterruptedException {
        if (!closed.tryAcquire(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
            out.write(feed);
        }
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        drips.incrementAndGet();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8));
        while (!closed.tryAcquire(1, TimeUnit.SECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    int healthyPort() {
        return healthy.getLocalPort();
    }

    int drippingPort() {
        return dripping.getLocalPort();
    }

    /** How many requests were dripped at so far. */
    int drips() {
        return drips.get();
    }

    @Override
    public void close() throws IOException {
        closed.release(1_000_000);
        healthy.close();
        dripping.close();
    }
}
