package org.broadsheet.ecs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.StageException;
import org.broadsheet.settings.TunableReading;
import org.broadsheet.settings.TunableValues;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The tunables of a stage as its file says: {@code service: {name: value}}. */
public final class Parameters {
    private Parameters() {}

    /**
     * @return values by their path, {@code /broadsheet/<stage>/<service>/<name>}
     * @throws StageException with a line for each problem
     */
    public static SortedMap<String, String> read(Path file, Stage stage) {
        try {
            return parse(
                    file.getFileName().toString(),
                    Files.readString(file),
                    stage.name(),
                    stage.services().keySet());
        } catch (IOException e) {
            throw new StageException(List.of(file + " can't be read: " + e.getMessage()));
        }
    }

    /** @param services those that run in the stage: nobody reads what is said of another */
    static SortedMap<String, String> parse(String file, String yaml, String stage, Set<String> services) {
        var problems = new ArrayList<String>();
        var values = new TreeMap<String, String>();
        Object content;
        try {
            content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new StageException(List.of(
                    file + " is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
        }
        if (content instanceof Map<?, ?> sections) {
            sections.forEach((service, section) -> {
                if (services.contains(String.valueOf(service))) {
                    service(String.valueOf(service), section, problems)
                            .forEach((name, value) ->
                                    values.put("/broadsheet/" + stage + "/" + service + "/" + name, value));
                } else {
                    problems.add(service + " is no service of this stage, which has "
                            + String.join(", ", services.stream().sorted().toList()));
                }
            });
        } else if (content != null) {
            problems.add("has no services with names and values");
        }
        if (!problems.isEmpty()) {
            throw new StageException(
                    problems.stream().map(problem -> file + ": " + problem).toList());
        }
        return values;
    }

    /** As the service itself judges them. */
    private static Map<String, String> service(String service, @Nullable Object section, List<String> problems) {
        var values = new TreeMap<String, String>();
        if (!(section instanceof Map<?, ?> named)) {
            problems.add(service + " has no names and values");
            return values;
        }
        named.forEach((key, value) -> {
            var name = String.valueOf(key);
            if (value instanceof Map || value instanceof List) {
                problems.add(service + "." + name + " is not one name with one value");
            } else if (isSecret(name)) {
                problems.add(service + "." + name
                        + " looks like a secret; secrets are not parameters: they are in Secrets Manager");
            } else {
                values.put(name, String.valueOf(value));
            }
        });
        var listed = new TreeMap<String, Optional<String>>();
        values.forEach((name, value) -> listed.put(name, Optional.of(value)));
        TunableReading.of(service, listed, TunableValues.none())
                .problems()
                .forEach(problem -> problems.add(problem.words()));
        return values;
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*(password|secret|token|(^|[.-])key$).*");
    }
}
