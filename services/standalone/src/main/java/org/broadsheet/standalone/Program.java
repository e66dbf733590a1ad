package org.broadsheet.standalone;

import static java.util.Objects.requireNonNull;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this program lies. */
final class Program {
    private Program() {}

    /** The folder that {@code standalone.jar} lies in, or {@code classes} when run without a jar. */
    static Path folder() {
        try {
            Path code = Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return requireNonNull(code.toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
