package org.broadsheet.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens on every address of this machine where somebody who got past the guard would end, and remembers who came. */
final class LoopbackSink implements AutoCloseable {
    private static final int[] PORTS = {80, 443, 8080, 8443, 25, 5432, 5672, 6379};

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final List<String> connections = new CopyOnWriteArrayList<>();

    LoopbackSink() {
        for (int port : PORTS) {
            listen(port);
        }
        if (listeners.isEmpty()) {
            throw new IllegalStateException("no port can be listened on, so this would see nothing");
        }
    }

    /** Ports below 1024 are not everybody's, and another program may have one of these. */
    private void listen(int port) {
        try {
            var listener = new ServerSocket();
            listener.bind(new InetSocketAddress("::", port));
            listeners.add(listener);
            Thread.ofVirtual().start(() -> accept(listener));
        } catch (IOException e) {
            System.out.println("nothing listens on port " + port + " in this test: " + e.getMessage());
        }
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                connections.add(socket.getLocalSocketAddress().toString());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    connections.add("a connection that broke: " + e.getMessage());
                }
            }
        }
    }

    List<String> connections() {
        return List.copyOf(connections);
    }

    @Override
    public void close() throws IOException {
        for (var listener : listeners) {
            listener.close();
        }
    }
}
