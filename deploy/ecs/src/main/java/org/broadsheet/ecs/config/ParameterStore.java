package org.broadsheet.ecs.config;

import java.util.SortedMap;
import java.util.TreeMap;
import org.broadsheet.ecs.deployment.Printer;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The tunables of a stage as AWS has them. What is encrypted there is never read, and never printed. */
public final class ParameterStore {
    private static final String HIDDEN = "(a secret)";

    private final SsmClient client;
    private final Printer printer;

    public ParameterStore(SsmClient client, Printer printer) {
        this.client = client;
        this.printer = printer;
    }

    /** @return how many differ */
    public int diff(String stage, SortedMap<String, String> wanted) {
        return compare(stage, wanted, false);
    }

    /**
     * Makes them what the file says; what the file does not name goes.
     *
     * @return how many were changed
     */
    public int push(String stage, SortedMap<String, String> wanted) {
        return compare(stage, wanted, true);
    }

    private int compare(String stage, SortedMap<String, String> wanted, boolean change) {
        var stored = stored(stage);
        int differing = 0;
        for (var value : wanted.entrySet()) {
            var before = stored.get(value.getKey());
            if (HIDDEN.equals(before)) {
                printer.say("! " + value.getKey() + " is a secret there; left alone");
            } else if (!value.getValue().equals(before)) {
                differing++;
                printer.say((before == null ? "+ " : "~ ") + value.getKey()
                        + (before == null ? "" : " was " + before + ",") + " is " + value.getValue());
                if (change) {
                    client.putParameter(request -> request.name(value.getKey())
                            .value(value.getValue())
                            .type(ParameterType.STRING)
                            .overwrite(true));
                }
            }
        }
        for (var value : stored.entrySet()) {
            if (!wanted.containsKey(value.getKey()) && !HIDDEN.equals(value.getValue())) {
                differing++;
                printer.say("- " + value.getKey() + " was " + value.getValue());
                if (change) {
                    client.deleteParameter(request -> request.name(value.getKey()));
                }
            }
        }
        return differing;
    }

    private SortedMap<String, String> stored(String stage) {
        var stored = new TreeMap<String, String>();
        client
                .getParametersByPathPaginator(request -> request.path("/broadsheet/" + stage + "/")
                        .recursive(true)
                        .withDecryption(false))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .forEach(parameter -> stored.put(
                        parameter.name(),
                        parameter.type() == ParameterType.SECURE_STRING ? HIDDEN : parameter.value()));
        return stored;
    }
}
