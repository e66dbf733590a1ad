package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.broadsheet.embedded.Commands.Result;

/** The data of one embedded server: {@code data}, {@code password} and {@code postgresql.log} in its folder. */
final class PostgresCluster {
    static final String USER = "broadsheet";
    private static final String TRAVERSABLE = "rwx--x--x";
    private static final String PRIVATE = "rwx------";

    private final Path directory;
    private final Path binaries;
    private final PostgresAccount account;

    PostgresCluster(Path directory, Path binaries, PostgresAccount account) {
        this.directory = directory;
        this.binaries = binaries;
        this.account = account;
    }

    static Path dataBelow(Path directory) {
        return directory.resolve("data");
    }

    Path data() {
        return dataBelow(directory);
    }

    Path log() {
        return directory.resolve("postgresql.log");
    }

    /**
     * Makes the data directory unless there is one. It is made beside and renamed, so a process killed meanwhile leaves
     * none that is half made.
     *
     * @return the superuser's password
     */
    String prepare() throws IOException {
        Path passwordFile = directory.resolve("password");
        boolean fresh = Files.notExists(data().resolve("PG_VERSION"));
        if (!fresh && Files.notExists(passwordFile)) {
            throw new EmbeddedServerException("The database below " + directory + " has lost its file 'password': put "
                    + "it back, or remove the folder to start with an empty database");
        }
        String password = PasswordFile.readOrCreate(passwordFile);
        if (fresh) {
            initialise(password);
        } else if (account.owner() != null) {
            giveToAccount(data());
        }
        return password;
    }

    private void initialise(String password) throws IOException {
        Path partial = directory.resolve("data.partial");
        Trees.delete(partial);
        Path data = Files.createDirectories(partial.resolve("data"));
        Path passwordFile = Files.createFile(
                partial.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password + "\n");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(PRIVATE));
        giveToAccount(partial);
        Result result = Commands.run(account.command(
                binaries.resolve("bin/initdb"),
                List.of(
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Unicode's upper and lower case, and the same order of text on every machine.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions")));
        if (!result.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL can't make its data directory " + data() + ".\n"
                    + result.output().strip() + "\n" + advice(result.output()));
        }
        Files.move(data, data(), StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(partial);
    }

    /** Lets the account own what is below, and pass through the folder above it. */
    private void giveToAccount(Path root) throws IOException {
        UserPrincipal owner = account.owner();
        if (owner == null) {
            return;
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(TRAVERSABLE));
        if (!Files.getOwner(root).equals(owner)) {
            Trees.giveTo(owner, root);
        }
        if (!Commands.run(account.command(
                        Path.of("ls"), List.of("-d", root.resolve(".").toString(), binaries.toString())))
                .succeeded()) {
            throw new EmbeddedServerException("PostgreSQL does not run as root, and its user " + owner.getName()
                    + " can't reach " + root + " or " + binaries
                    + ": choose folders that other users may pass through, "
                    + "or start as an ordinary user");
        }
    }

    private static String advice(String output) {
        if (output.contains("could not look up effective user")) {
            return "The current user id has no entry in /etc/passwd: add one, or start as a user that has.";
        }
        if (output.contains("error while loading shared libraries")) {
            return "The system lacks a library that PostgreSQL needs: install it, or name a server by "
                    + "BROADSHEET_DATABASE_URL.";
        }
        return "Check that there is space and that the folder may be written, or name a server by "
                + "BROADSHEET_DATABASE_URL.";
    }
}
