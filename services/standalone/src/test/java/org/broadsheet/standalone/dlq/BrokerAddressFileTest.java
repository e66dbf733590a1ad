package org.broadsheet.standalone.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.broadsheet.embedded.DirectoryLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAddressFileTest {
    private static final String URL = "amqp://broadsheet:hush@127.0.0.1:5";

    @TempDir
    private Path folder;

    @Test
    void isThereForItsOwnerWhileTheProcessRuns() throws Exception {
        try (var process = DirectoryLock.take(folder)) {
            try (var file = BrokerAddressFile.write(folder, URL)) {
                assertThat(BrokerAddressFile.read(folder)).contains(URL);
                assertThat(Files.getPosixFilePermissions(folder.resolve("broker-address")))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(BrokerAddressFile.read(folder)).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeftIsNotBelievedAndReplacedByTheNext() throws Exception {
        var left = BrokerAddressFile.write(folder, "amqp://broadsheet:hush@127.0.0.1:4");
        assertThat(BrokerAddressFile.read(folder)).isEmpty();
        try (var process = DirectoryLock.take(folder);
                var file = BrokerAddressFile.write(folder, URL)) {
            assertThat(BrokerAddressFile.read(folder)).contains(URL);
        }
        left.close();
    }

    @Test
    void aProcessWithANamedBrokerRemovesIt() throws Exception {
        var left = BrokerAddressFile.write(folder, URL);
        BrokerAddressFile.remove(folder);
        try (var process = DirectoryLock.take(folder)) {
            assertThat(BrokerAddressFile.read(folder)).isEmpty();
        }
        left.close();
    }
}
