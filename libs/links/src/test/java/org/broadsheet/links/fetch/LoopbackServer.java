package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose answers are written byte by byte by the test, since the interesting ones are not valid HTTP. */
final class LoopbackServer implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    interface Handler {
        void answer(String request, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    LoopbackServer(Handler handler) throws IOException {
        this(handler, "127.0.0.1", 0);
    }

    LoopbackServer(Handler handler, String address, int port) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket(port, 100, InetAddress.getByName(address));
        Thread.ofVirtual().start(this::accept);
    }

    /** Gives every request the same answer. */
    static LoopbackServer answering(String answer) throws IOException {
        return new LoopbackServer((request, out) -> out.write(answer.getBytes(ISO_8859_1)));
    }

    /** The same on an address of its own. */
    static LoopbackServer on(String address, int port, String answer) throws IOException {
        return new LoopbackServer((request, out) -> out.write(answer.getBytes(ISO_8859_1)), address, port);
    }

    static String ok(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = readHead(socket.getInputStream());
            if (!request.isEmpty()) {
                requests.add(request);
                handler.answer(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException clientLeft) {
            assert clientLeft != null;
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int connections() {
        return connections.get();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
