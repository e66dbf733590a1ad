package org.broadsheet.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources are. */
public final class Checkout {
    private Checkout() {}

    /**
     * The top of the checkout: the build's system property {@code broadsheet.root}, or, in an IDE that does not set it,
     * the nearest folder above with {@code .mvn}.
     */
    public static Path root() {
        String property = System.getProperty("broadsheet.root");
        if (property != null) {
            return Path.of(property);
        }
        Path folder = Path.of("").toAbsolutePath();
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.isDirectory(above.resolve(".mvn"))) {
                return above;
            }
        }
        throw new IllegalStateException(folder + " is in no checkout of Broadsheet");
    }
}
