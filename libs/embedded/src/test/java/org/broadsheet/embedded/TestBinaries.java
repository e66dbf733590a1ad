package org.broadsheet.embedded;

import java.nio.file.Path;

/** Where tests unpack PostgreSQL once for the whole checkout. */
final class TestBinaries {
    static final Path FOLDER = Path.of(System.getProperty("broadsheet.root"), "target", "postgresql");

    private TestBinaries() {}
}
