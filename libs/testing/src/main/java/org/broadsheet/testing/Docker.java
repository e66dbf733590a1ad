package org.broadsheet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had. */
final class Docker {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private Docker() {}

    /** Looks for a socket first, since asking in earnest takes a second. */
    static boolean isAvailable() {
        return (Files.exists(SOCKET) || System.getenv("DOCKER_HOST") != null)
                && DockerClientFactory.instance().isDockerAvailable();
    }
}
