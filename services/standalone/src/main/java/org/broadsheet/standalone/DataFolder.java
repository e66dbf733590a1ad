package org.broadsheet.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.broadsheet.embedded.DirectoryLock;
import org.broadsheet.settings.SecretKey;

/**
 * The folder that all of standalone's data live below: {@code postgresql}, {@code broker}, {@code mail} and the file
 * {@code secret-key}. It belongs to one process at a time.
 */
final class DataFolder implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final FileAttribute<?> FOR_ITS_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final DirectoryLock lock;

    private DataFolder(Path folder, DirectoryLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process, and makes it if it is not there.
     *
     * @throws org.broadsheet.embedded.EmbeddedServerException if another process has it or it can't be written
     */
    static DataFolder take(Path folder) {
        boolean fresh = Files.notExists(folder);
        DirectoryLock lock = DirectoryLock.take(folder);
        if (fresh) {
            restrict(folder, "rwx--x--x"); // PostgreSQL may run as another user, who must pass through
        }
        return new DataFolder(folder, lock);
    }

    private static void restrict(Path folder, String permissions) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new StartException("The folder " + folder + " can't be made private: " + e.getMessage(), e);
        }
    }

    Path database() {
        return folder.resolve("postgresql");
    }

    Path broker() {
        return folder.resolve("broker");
    }

    /** Where mails are written, for their reader's eyes only. */
    Path mail() {
        Path mail = folder.resolve("mail");
        restrict(mail, "rwx------");
        return mail;
    }

    Path demo() {
        return folder.resolve("demo");
    }

    Path path() {
        return folder;
    }

    /** The key of an earlier start, or a new one that is stored whole or not at all. */
    SecretKey secretKey() {
        Path file = folder.resolve("secret-key");
        try {
            if (Files.notExists(file)) {
                byte[] random = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(random);
                Path partial = Files.createTempFile(folder, ".secret-key", ".partial", FOR_ITS_OWNER);
                Files.writeString(partial, Base64.getEncoder().encodeToString(random) + "\n");
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return SecretKey.of(Files.readString(file));
        } catch (IOException e) {
            throw new StartException("The file " + file + " can't be read or written: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    "The file " + file + " holds no key: put its content back. Without it, everybody "
                            + "must sign in again and saved connections are lost; then remove the file",
                    e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
