package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class Trees {
    private Trees() {}

    /** Deletes a folder with all in it; links are removed, not followed. Nothing there is fine. */
    static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        for (Path path : list(root, Comparator.reverseOrder())) {
            Files.deleteIfExists(path);
        }
    }

    static void giveTo(UserPrincipal owner, Path root) throws IOException {
        for (Path path : list(root, Comparator.naturalOrder())) {
            Files.setOwner(path, owner);
        }
    }

    private static List<Path> list(Path root, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(order).toList();
        }
    }
}
