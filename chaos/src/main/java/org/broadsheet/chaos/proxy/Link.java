package org.broadsheet.chaos.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One connection through a proxy, in both directions. */
final class Link {
    private static final int CHUNK = 16 * 1024;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int REQUEST_LENGTH = 8;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final CommitReplies replies = new CommitReplies();
    private final boolean postgres;

    Link(TcpProxy proxy, Socket client, Socket server, Weather weather, boolean postgres) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.postgres = postgres;
    }

    /** Forwards until one side ends. */
    void forward() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var up = Thread.ofVirtual().start(this::clientToServer);
        try {
            serverToClient();
        } finally {
            end();
            joinQuietly(up);
        }
    }

    private void clientToServer() {
        var chunk = new byte[CHUNK];
        try {
            for (int n = client.getInputStream().read(chunk);
                    n >= 0;
                    n = client.getInputStream().read(chunk)) {
                if (postgres && asksForEncryption(chunk, n)) {
                    replies.expectAnswerToSslRequest();
                }
                weather.pass(n);
                server.getOutputStream().write(chunk, 0, n);
            }
            weather.pass(0);
            end();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serverToClient() throws IOException {
        var chunk = new byte[CHUNK];
        try {
            for (int n = server.getInputStream().read(chunk);
                    n >= 0;
                    n = server.getInputStream().read(chunk)) {
                int reply = postgres ? replies.find(chunk, n) : -1;
                boolean cut = reply >= 0 && proxy.takeCut();
                int forwarded = cut ? reply : n;
                weather.pass(forwarded);
                client.getOutputStream().write(chunk, 0, forwarded);
                if (cut) {
                    reset();
                    return;
                }
            }
            weather.pass(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** PostgreSQL's client begins by asking, and the server answers by one byte. */
    private static boolean asksForEncryption(byte[] chunk, int length) {
        if (length != REQUEST_LENGTH) {
            return false;
        }
        var request = ByteBuffer.wrap(chunk, 0, length);
        int code = request.getInt(Integer.BYTES);
        return request.getInt(0) == REQUEST_LENGTH && (code == SSL_REQUEST || code == GSS_REQUEST);
    }

    /** Both sides see the connection broken at once. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // One of them is closed already, which is what we want.
            end();
            return;
        }
        end();
    }

    private void end() {
        closeQuietly(client);
        closeQuietly(server);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket of this machine does not close", e);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
