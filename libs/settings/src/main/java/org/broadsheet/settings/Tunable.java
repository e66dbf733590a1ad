package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operator may turn while a service runs.
 *
 * @param name unique among all services, since a process of all of them has one list
 * @param services that read it
 * @param usual what holds where nobody turned it and the configuration says nothing else
 * @param allowed in words
 * @param form a text's value, empty where it is none or out of range
 */
public record Tunable<T>(
        String name, Set<String> services, T usual, String allowed, Function<String, Optional<T>> form) {
    public Tunable {
        requireNonNull(name, "name");
        services = Set.copyOf(services);
        requireNonNull(usual, "usual");
        requireNonNull(allowed, "allowed");
        requireNonNull(form, "form");
    }

    boolean isOf(String process) {
        return process.equals(Tunables.STANDALONE) || services.contains(process);
    }
}
