package org.broadsheet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had. */
final class Docker {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private Docker() {}

    static boolean isAvailable() {
        return Asked.AVAILABLE;
    }

    /** Asked once, and only where there is a socket, since asking in earnest takes a second, or half a minute where it fails. */
    private static final class Asked {
        static final boolean AVAILABLE = (Files.exists(SOCKET) || System.getenv("DOCKER_HOST") != null) && isUsable();

        private Asked() {}

        private static boolean isUsable() {
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } catch (RuntimeException e) {
                // An engine answers, and what removes containers afterwards does not come up or is not reached.
                Announcement.print("no containers: Docker answers, but Testcontainers can't use it ("
                        + e.getClass().getSimpleName()
                        + "; TESTCONTAINERS_HOST_OVERRIDE may have to say where ports are)");
                return false;
            }
        }
    }
}
