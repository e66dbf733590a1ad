package org.broadsheet.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
final class LoopbackPort {
    private LoopbackPort() {}

    /** A port nobody listened on a moment ago; somebody else may take it before the caller does. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException("No free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Tells a taken port in plain words, before a server says it in its own. */
    static void requireFree(int port, String server) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    server + " can't listen on port " + port
                            + ", something else does: stop that, or leave the choice of the port to the server",
                    e);
        }
    }
}
