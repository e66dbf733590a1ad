package org.broadsheet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {
    @TempDir
    Path shared;

    @Test
    void concurrentUnpackingLeavesOneWholeFolder() throws Exception {
        Callable<Path> unpack = () -> PostgresBinaries.unpackBelow(shared);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Path> done : threads.invokeAll(List.of(unpack, unpack, unpack))) {
                assertThat(done.get().resolve("bin/postgres")).isExecutable();
            }
        }
        try (Stream<Path> entries = Files.list(shared)) {
            assertThat(entries).hasSize(1);
        }
    }
}
