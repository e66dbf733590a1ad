package org.broadsheet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The test data that lie beside a developer's checkout and are not part of it. */
public final class Corpus {
    private Corpus() {}

    /**
     * A file or folder of the corpus. Where the corpus is not there, the test that asks is skipped and says so.
     *
     * @param path below the corpus, like {@code feeds/real}
     * @throws IllegalArgumentException if the corpus is there but has no such path: a typing error must not skip a test
     */
    public static Path path(String path) {
        Path corpus = Checkout.root().resolve("../shared/corpus").normalize();
        Assumptions.assumeTrue(Files.isDirectory(corpus), "there is no test corpus at ../shared/corpus");
        Path file = corpus.resolve(path).normalize();
        if (!file.startsWith(corpus) || Files.notExists(file)) {
            throw new IllegalArgumentException("The corpus has no " + path);
        }
        return file;
    }
}
