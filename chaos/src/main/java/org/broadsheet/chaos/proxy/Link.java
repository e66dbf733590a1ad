package org.broadsheet.chaos.proxy;

import java.io.IOException;
import java.net.Socket;

/** One connection through a proxy, in both directions. */
final class Link {
    private static final int CHUNK = 16 * 1024;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final Replies replies;

    Link(TcpProxy proxy, Socket client, Socket server, Weather weather, Replies replies) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.replies = replies;
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
                replies.asked(chunk, n);
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
                int reply = replies.find(chunk, n);
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
