package org.broadsheet.digest;

import org.broadsheet.events.Service;
import org.broadsheet.http.ContainerMain;

/** The digest service as a process of its own. */
final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        ContainerMain.run(Service.DIGEST);
    }
}
