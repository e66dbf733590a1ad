package org.broadsheet.ecs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.StageException;
import org.broadsheet.metrics.Metrics;
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
    public static SortedMap<String, String> read(Path file, String stage) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file), stage);
        } catch (IOException e) {
            throw new StageException(List.of(file + " can't be read: " + e.getMessage()));
        }
    }

    static SortedMap<String, String> parse(String file, String yaml, String stage) {
        var problems = new ArrayList<String>();
        var values = new TreeMap<String, String>();
        Object content;
        try {
            content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new StageException(List.of(
                    file + " is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
        }
        if (content instanceof Map<?, ?> services) {
            services.forEach(
                    (service, section) -> service(file, String.valueOf(service), section, stage, values, problems));
        } else if (content != null) {
            problems.add(file + ": has no services with names and values");
        }
        if (!problems.isEmpty()) {
            throw new StageException(problems);
        }
        return values;
    }

    private static void service(
            String file,
            String service,
            Object section,
            String stage,
            SortedMap<String, String> values,
            List<String> problems) {
        if (!Metrics.SERVICES.contains(service) && !service.equals(Stage.STANDALONE)) {
            problems.add(file + ": " + service + " is no service");
            return;
        }
        if (!(section instanceof Map<?, ?> named)) {
            problems.add(file + ": " + service + " has no names and values");
            return;
        }
        named.forEach((name, value) -> {
            var path = "/broadsheet/" + stage + "/" + service + "/" + name;
            if (!path.matches("[A-Za-z0-9/._-]+") || value instanceof Map || value instanceof List) {
                problems.add(file + ": " + service + "." + name + " is not one name with one value");
            } else if (isSecret(String.valueOf(name))) {
                problems.add(file + ": " + service + "." + name
                        + " looks like a secret; secrets are not parameters: they are in Secrets Manager");
            } else {
                values.put(path, String.valueOf(value));
            }
        });
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).matches(".*(password|secret|token|(^|[.-])key$).*");
    }
}
