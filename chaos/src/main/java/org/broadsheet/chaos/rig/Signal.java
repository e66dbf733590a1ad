package org.broadsheet.chaos.rig;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java itself can't send. */
enum Signal {
    STOP,
    CONT;

    /** Sends it; nothing happens if there is no such process any more. */
    void to(long process) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
