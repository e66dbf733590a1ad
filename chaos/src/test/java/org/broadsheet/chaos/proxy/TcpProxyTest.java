package org.broadsheet.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says back what it is told. */
class TcpProxyTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @SuppressWarnings("NullAway.Init")
    private ServerSocket server;

    @SuppressWarnings("NullAway.Init")
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, LOOPBACK);
        proxy = TcpProxy.to(server.getLocalPort());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The proxy broke it, as it was told to.
            assertThat(e).isNotNull();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(LOOPBACK, proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void say(Socket socket, int letter) throws IOException {
        socket.getOutputStream().write(letter);
    }

    @Test
    void whatIsSaidPassesInBothDirections() throws IOException {
        try (var client = connect()) {
            say(client, 'a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void aDelayHoldsUpEachPacket() throws IOException {
        proxy.delay(Duration.ofMillis(100));
        try (var client = connect()) {
            long begin = System.nanoTime();
            say(client, 'a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void aBlackHoleTakesConnectionsAndForwardsNothingUntilItEnds() throws IOException {
        proxy.blackHole(true);
        try (var client = connect()) {
            client.setSoTimeout(200);
            say(client, 'a');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.blackHole(false);
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void aResetBreaksConnectionsAndNewOnesWork() throws IOException {
        try (var client = connect()) {
            say(client, 'a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            proxy.reset();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
        whatIsSaidPassesInBothDirections();
    }

    @Test
    void aNarrowLinkTakesItsTime() throws IOException {
        proxy.bandwidth(10_000);
        try (var client = connect()) {
            long begin = System.nanoTime();
            client.getOutputStream().write(new byte[2_000]);
            client.getInputStream().readNBytes(2_000);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }
}
