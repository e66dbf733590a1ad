package org.broadsheet.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends parts one after the other, where one that fails must not keep the next from ending. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) { // whatever it is, the next part must end, too
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("part", part.getClass().getSimpleName())
                    .log("did not end well");
        }
    }
}
