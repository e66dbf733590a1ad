package org.broadsheet.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.testing.Checkout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file of this checkout, as text and as what it says. */
final class ComposeFile {
    /** {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?message}}. */
    static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    final String text = read("docker-compose.yml");
    private final Map<?, ?> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);

    static String read(String file) {
        try {
            return Files.readString(Checkout.root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of profiles, too. */
    Map<String, Map<?, ?>> services() {
        var services = new TreeMap<String, Map<?, ?>>();
        ((Map<?, ?>) part(content, "services"))
                .forEach((name, service) -> services.put(name.toString(), (Map<?, ?>) service));
        return services;
    }

    /** Their names. */
    Set<String> volumes() {
        return ((Map<?, ?>) part(content, "volumes"))
                .keySet().stream().map(Object::toString).collect(Collectors.toSet());
    }

    Map<?, ?> service(String name) {
        return (Map<?, ?>) part(services(), name);
    }

    static Object part(Map<?, ?> whole, String name) {
        var part = whole.get(name);
        if (part == null) {
            throw new AssertionError("there is no '" + name + "' in " + whole.keySet());
        }
        return part;
    }

    List<MatchResult> variables() {
        return VARIABLE.matcher(text).results().toList();
    }

    /** What {@code .env} holds that {@code deploy/compose/new-env} makes of the example. */
    static Map<String, String> example() {
        return read(".env.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair[1].equals("made") ? "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4-_" : pair[1]));
    }

    /** The environment that a service gets with the example's values. */
    Map<String, String> environment(String service) {
        var example = example();
        var environment = new HashMap<String, String>();
        ((Map<?, ?>) part(service(service), "environment"))
                .forEach((name, value) -> environment.put(name.toString(), filled(String.valueOf(value), example)));
        return environment;
    }

    private static String filled(String value, Map<String, String> variables) {
        return VARIABLE.matcher(value).replaceAll(found -> {
            var set = variables.getOrDefault(found.group(1), "");
            var fallback = "-".equals(found.group(2)) ? found.group(3) : "";
            return java.util.regex.Matcher.quoteReplacement(set.isEmpty() ? fallback : set);
        });
    }
}
