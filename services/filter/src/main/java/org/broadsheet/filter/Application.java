package org.broadsheet.filter;

import org.broadsheet.events.Service;
import org.broadsheet.http.ContainerMain;

/** The filter service as a process of its own. */
final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        ContainerMain.run(Service.FILTER);
    }
}
