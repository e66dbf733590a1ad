package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.broadsheet.embedded.DirectoryLock;
import org.broadsheet.embedded.EmbeddedServerException;

/**
 * Where the embedded broker of a running standalone is found, with its password: the file {@code broker-address} of its
 * data folder, for its owner's eyes only.
 */
public final class BrokerAddressFile implements AutoCloseable {
    private static final String NAME = "broker-address";

    private final Path file;

    private BrokerAddressFile(Path file) {
        this.file = file;
    }

    /**
     * Stores the address, whole or not at all, in place of an older one.
     *
     * @param folder of the process that calls, which has its lock
     * @return removes the file when closed
     */
    public static BrokerAddressFile write(Path folder, String url) {
        try {
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var partial = Files.createTempFile(folder, "." + NAME, ".partial", onlyOwner);
            Files.writeString(partial, url + "\n");
            Files.move(partial, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            return new BrokerAddressFile(folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("The address of the broker can't be stored in " + folder, e);
        }
    }

    /** Removes what a killed process has left, where no embedded broker will run. */
    public static void remove(Path folder) {
        new BrokerAddressFile(folder.resolve(NAME)).close();
    }

    /**
     * The address, empty if no standalone with an embedded broker runs on that folder.
     *
     * @throws IOException if the file is there and can't be read
     */
    static Optional<String> read(Path folder) throws IOException {
        try {
            var url = Files.readString(folder.resolve(NAME)).strip();
            return isInUse(folder) ? Optional.of(url) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** A killed process leaves the file, but not its lock; and its port may be somebody else's by now. */
    private static boolean isInUse(Path folder) {
        try (var lock = DirectoryLock.take(folder)) {
            return false;
        } catch (EmbeddedServerException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " can't be removed", e);
        }
    }
}
