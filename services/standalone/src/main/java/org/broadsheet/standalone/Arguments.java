package org.broadsheet.standalone;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line says.
 *
 * @param port to serve on; 0 takes a free one
 * @param data folder that all data live below
 * @param demo whether sample content is added
 * @param rehearsal whether to end again as soon as everything has answered once: the build records a start so
 */
record Arguments(int port, Path data, boolean demo, boolean rehearsal) {
    private static final String USAGE =
            "use --port PORT (0 to 65535, 8080 by default), --data DIR (data by default), --demo";
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    Arguments {
        requireNonNull(data, "data");
    }

    /**
     * Reads {@code --name value} and {@code --name=value}.
     *
     * @throws StartException naming what is not understood
     */
    static Arguments parse(List<String> words) {
        int port = DEFAULT_PORT;
        Path data = Path.of("data");
        boolean demo = false;
        boolean rehearsal = false;
        Deque<String> rest = new ArrayDeque<>();
        words.forEach(word -> rest.addAll(word.startsWith("--") ? List.of(word.split("=", 2)) : List.of(word)));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--port" -> port = port(value(option, rest));
                case "--data" -> data = Path.of(value(option, rest));
                case "--demo" -> demo = true;
                case "--rehearsal" -> rehearsal = true;
                default -> throw new StartException("Unknown option " + option + ": " + USAGE);
            }
        }
        return new Arguments(port, data.toAbsolutePath().normalize(), demo, rehearsal);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isEmpty()) {
            throw new StartException(option + " needs a value: " + USAGE);
        }
        return rest.pop();
    }

    private static int port(String value) {
        boolean number = value.matches("\\d{1,5}");
        if (!number || Integer.parseInt(value) > MAX_PORT) {
            throw new StartException("--port " + value + " is no port: " + USAGE);
        }
        return Integer.parseInt(value);
    }
}
