package org.broadsheet.embedded;

import java.io.IOException;
import java.util.Locale;

/**
 * Which programs of util-linux can be used here; none elsewhere than on Linux.
 *
 * @param setsid puts a process out of the reach of the terminal's Ctrl-C
 * @param setpriv ends a process with its parent, and changes its user
 * @param namespaces {@code unshare -U} gives a process a user namespace of its own, which containers often deny
 */
record SystemTools(boolean setsid, boolean setpriv, boolean namespaces) {

    static SystemTools detect() throws IOException {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        return new SystemTools(
                linux && Commands.works("setsid", "true"),
                linux && Commands.works("setpriv", "--pdeathsig", "INT", "true"),
                linux && Commands.works("unshare", "-U", "true"));
    }
}
