package org.broadsheet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.broadsheet.embedded.EmbeddedServerException;
import org.broadsheet.settings.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void secretKeyIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
        SecretKey key;
        try (DataFolder data = DataFolder.take(folder)) {
            key = data.secretKey();
        }
        try (DataFolder data = DataFolder.take(folder)) {
            assertThat(data.secretKey()).isEqualTo(key);
            assertThat(Files.getPosixFilePermissions(folder.resolve("secret-key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void damagedSecretKeyIsNotReplacedInSilence() throws IOException {
        Files.writeString(folder.resolve("secret-key"), "oops");
        try (DataFolder data = DataFolder.take(folder)) {
            assertThatThrownBy(data::secretKey)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("put its content back");
        }
    }

    @Test
    void folderBelongsToOneProcess() {
        try (DataFolder data = DataFolder.take(folder)) {
            assertThat(data.path()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
        }
    }
}
