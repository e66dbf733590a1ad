package org.broadsheet.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.broadsheet.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortTest {
    @TempDir
    Path data;

    @Test
    void takenPortIsToldBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Standalone standalone = new Standalone(
                        Arguments.parse(
                                List.of("--port", Integer.toString(taken.getLocalPort()), "--data", data.toString())),
                        Settings.read(Map.of()),
                        new Terminal(System.out))) {
            assertThatThrownBy(standalone::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " can't be used");
        }
    }
}
