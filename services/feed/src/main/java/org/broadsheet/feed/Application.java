package org.broadsheet.feed;

import org.broadsheet.events.Service;
import org.broadsheet.http.ContainerMain;

/** The feed service as a process of its own. */
final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        ContainerMain.run(Service.FEED);
    }
}
