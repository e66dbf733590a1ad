package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself in {@code postmaster.pid}: line 1 is its process id, line 8 its state (see
 * {@code pidfile.h} of PostgreSQL).
 *
 * @param process id of the postmaster
 * @param ready whether it accepts connections
 */
record PostmasterFile(long process, boolean ready) {
    private static final int STATE_LINE = 7;

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty where there is no such file, or it is not written to its first line yet. */
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(in(data));
            if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
                return Optional.empty();
            }
            boolean ready =
                    lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
            return Optional.of(
                    new PostmasterFile(Long.parseLong(lines.getFirst().strip()), ready));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** The process, if it is alive and really a server on this data: numbers of processes are used again. */
    Optional<ProcessHandle> serverOf(Path data) {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                        .isPresent());
    }
}
