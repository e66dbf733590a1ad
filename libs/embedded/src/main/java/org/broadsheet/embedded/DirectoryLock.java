package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data directory to one process. The operating system releases the lock when the process ends, however it
 * ends, so a lock file that lies about is no obstacle.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock or fails at once.
     *
     * @param directory is created if it is not there
     * @throws EmbeddedServerException if another process, or another part of this one, holds it
     */
    public static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new EmbeddedServerException("The directory " + directory
                        + " is in use by another running process: stop that one, or choose another directory");
            }
            return new DirectoryLock(channel, lock);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "The directory " + directory + " can't be used: " + e.getMessage() + "; choose one you may write",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by this very process
        }
    }

    /** Releases the lock; the file stays, since deleting it would let two processes lock two files of one name. */
    @Override
    public void close() {
        try (channel) {
            if (channel.isOpen()) {
                lock.release();
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("The lock of a data directory can't be released: " + e.getMessage(), e);
        }
    }
}
