package org.broadsheet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * What an orchestrator runs inside a container that has neither shell nor curl: {@code Probe [liveness|readiness]} ends with
 * status 0 if the service says yes. By a bare socket, since it starts every few seconds and so must load little.
 */
final class Probe {
    private static final int PORT = 8081;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final String YES = "HTTP/1.1 200";

    private Probe() {}

    public static void main(String[] arguments) {
        System.exit(answers(PORT, arguments.length == 0 ? "liveness" : arguments[0]) ? 0 : 1);
    }

    static boolean answers(int port, String question) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var call = "GET /health/" + question + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(call.getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(YES.length()), US_ASCII);
            if (!answer.equals(YES)) {
                System.err.println(question + ": " + answer);
            }
            return answer.equals(YES);
        } catch (IOException e) {
            System.err.println(question + ": " + e.getMessage());
            return false;
        }
    }
}
