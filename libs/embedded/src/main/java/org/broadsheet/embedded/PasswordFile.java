package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The random password of an embedded server, kept beside its data in a file only its owner can read. */
final class PasswordFile {
    private static final int BYTES = 32;

    private PasswordFile() {}

    /** Reads the password, or makes one (256 random bits as base64url) and stores it whole or not at all. */
    static String readOrCreate(Path file) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path partial = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "." + file.getFileName(),
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, password + "\n");
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    private static String read(Path file) throws IOException {
        String password = Files.readString(file).strip();
        if (password.isEmpty()) {
            throw new EmbeddedServerException("The password file " + file
                    + " is empty: put its content back, or remove the folder to start with an empty server");
        }
        return password;
    }
}
