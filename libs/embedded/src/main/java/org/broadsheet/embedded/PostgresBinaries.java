package org.broadsheet.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked from the archive that is on the class path for this platform. */
final class PostgresBinaries {
    private static final String READABLE = "rw-r--r--";
    private static final String RUNNABLE = "rwxr-xr-x";
    private static final int ANY_EXECUTE_BIT = 0b001_001_001;

    private PostgresBinaries() {}

    /**
     * Unpacks the programs unless it was done before. Safe when many processes do it at once: each unpacks beside, and
     * the first to rename wins.
     *
     * @param shared parent of the folder, one per version and platform
     * @return folder with {@code bin/postgres}
     */
    static Path unpackBelow(Path shared) throws IOException {
        String platform = platform();
        Path home = shared.toAbsolutePath().resolve("postgresql-" + version() + "-" + platform);
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(shared);
        Path partial = Files.createTempDirectory(shared, ".unpacking-");
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/postgres-" + platform + ".txz")) {
            if (archive == null) {
                throw new EmbeddedServerException("No PostgreSQL for " + platform
                        + " is part of this build: name a server by BROADSHEET_DATABASE_URL instead");
            }
            unpack(archive, partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString(RUNNABLE));
            moveUnlessThere(partial, home);
        } finally {
            Trees.delete(partial);
        }
        return home;
    }

    private static void moveUnlessThere(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, inside(target, target.resolve(entry.getName())), target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            createReadableDirectories(path, target);
            return;
        }
        createReadableDirectories(path.resolveSibling("."), target);
        if (entry.isSymbolicLink()) {
            inside(target, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, inside(target, target.resolve(entry.getLinkName())));
        } else {
            Files.copy(tar, path);
            String mode = (entry.getMode() & ANY_EXECUTE_BIT) != 0 ? RUNNABLE : READABLE;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    /** Readable whatever the umask says: the server may run as another user than the one that unpacks. */
    private static void createReadableDirectories(Path directory, Path target) throws IOException {
        Path normal = directory.normalize();
        if (normal.equals(target) || Files.isDirectory(normal)) {
            return;
        }
        createReadableDirectories(normal.resolve(".."), target);
        Files.createDirectory(normal);
        Files.setPosixFilePermissions(normal, PosixFilePermissions.fromString(RUNNABLE));
    }

    private static Path inside(Path target, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("The archive has an entry outside of its folder: " + path);
        }
        return normal;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = system.contains("mac") ? "darwin" : system.contains("linux") ? "linux" : system;
        String architecture = System.getProperty("os.arch");
        return family + "-" + ("aarch64".equals(architecture) ? "arm_64" : "x86_64");
    }

    private static String version() throws IOException {
        try (InputStream file = PostgresBinaries.class.getResourceAsStream("embedded.properties")) {
            if (file == null) {
                throw new IllegalStateException("embedded.properties is missing from the jar of libs/embedded");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("postgresql.version");
        }
    }
}
