package org.broadsheet.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A mail server on loopback that fails where a test wants it to. */
public final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> arrivals = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final BlockingQueue<String> held = new LinkedBlockingQueue<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile Supplier<Failure> failures = () -> Failure.NONE;
    /** Conversations that the client ended. */
    private final List<IOException> broken = new CopyOnWriteArrayList<>();

    /** Where it fails. */
    public enum Failure {
        NONE,
        GREETING_421,
        SENDER_451,
        /** Not before the test lets it. */
        SENDER_451_HELD,
        RECIPIENT_550,
        DATA_554,
        CUT_WITHIN_CONTENT,
        CUT_AFTER_CONTENT,
        STALL_AFTER_CONTENT,
        CONTENT_452
    }

    private ScriptedMailServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static ScriptedMailServer start() {
        try {
            var server = new ScriptedMailServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().name("scripted-mail-server").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void fail(Failure next) {
        failures = () -> next;
    }

    /** Asked once for each connection. */
    public void fail(Supplier<Failure> next) {
        failures = next;
    }

    /** Senders that wait to be refused. */
    public BlockingQueue<String> held() {
        return held;
    }

    public void release() {
        released.countDown();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Mails that were not refused: taken, or cut off when all of them was there. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Mails whose last line has come, whatever was answered. */
    public List<String> contents() {
        return List.copyOf(contents);
    }

    public BlockingQueue<String> arrivals() {
        return arrivals;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (var connection : open) {
            connection.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            converse(connection);
        } catch (IOException e) {
            broken.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(Socket connection) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        var out = connection.getOutputStream();
        var now = failures.get();
        if (now == Failure.GREETING_421) {
            say(out, "421 not now");
            return;
        }
        say(out, "220 scripted");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, "250 scripted");
            } else if (command.startsWith("MAIL")) {
                if (now == Failure.SENDER_451_HELD) {
                    held.add(line);
                    released.await();
                }
                boolean busy = now == Failure.SENDER_451 || now == Failure.SENDER_451_HELD;
                say(out, busy ? "451 busy" : "250 ok");
            } else if (command.startsWith("RCPT")) {
                say(out, now == Failure.RECIPIENT_550 ? "550 5.1.1 nobody <" + line + ">" : "250 ok");
            } else if (command.startsWith("DATA")) {
                if (now == Failure.DATA_554) {
                    say(out, "554 no");
                } else {
                    say(out, "354 go on");
                    if (!content(in, out, now)) {
                        return;
                    }
                }
            } else if (command.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    /** @return whether the conversation goes on */
    private boolean content(BufferedReader in, OutputStream out, Failure failure)
            throws IOException, InterruptedException {
        if (failure == Failure.CUT_WITHIN_CONTENT) {
            return false;
        }
        var content = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        contents.add(content.toString());
        arrivals.add(content.toString());
        if (failure != Failure.CONTENT_452) {
            taken.add(content.toString());
        }
        switch (failure) {
            case CUT_AFTER_CONTENT -> {
                return false;
            }
            case STALL_AFTER_CONTENT -> {
                closed.await();
                return false;
            }
            case CONTENT_452 -> say(out, "452 no space");
            default -> say(out, "250 taken");
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
    }
}
