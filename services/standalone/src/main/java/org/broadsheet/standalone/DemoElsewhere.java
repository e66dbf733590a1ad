package org.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.settings.Settings;
import org.broadsheet.standalone.demo.Demo;

/**
 * {@code standalone demo ORIGIN MAILS}: adds the demo to services that run elsewhere, by their API, and serves its sample
 * sources until it is told to stop. It must be where ingest reaches it as 127.0.0.1, port {@value #SOURCES}.
 *
 * @param origin where the API answers from here
 * @param mails where people see the mails that were sent
 * @param site where people open the page
 */
record DemoElsewhere(URI origin, URI mails, URI site) {
    static final String COMMAND = "demo";
    private static final int SOURCES = 8090;

    /** @throws StartException saying what is missing */
    static DemoElsewhere parse(List<String> words, Settings settings) {
        if (words.size() != 3) {
            throw new StartException(
                    "demo needs two addresses: where the services answer, and where their mails are shown");
        }
        try {
            var origin = URI.create(words.get(1));
            return new DemoElsewhere(
                    origin, URI.create(words.get(2)), settings.publicUrl().orElse(origin));
        } catch (IllegalArgumentException e) {
            throw new StartException("demo needs two addresses: " + e.getMessage(), e);
        }
    }

    void run(Terminal terminal) {
        var stop = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(stop::countDown));
        try (var demo = Demo.ofSources(Path.of("data"), SOURCES)) {
            demo.show(origin, site, "shown at " + mails, terminal::print);
            stop.await();
        } catch (IOException e) {
            throw new StartException("The demo could not be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
