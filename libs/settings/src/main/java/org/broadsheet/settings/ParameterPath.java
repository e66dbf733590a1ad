package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * {@code BROADSHEET_PARAMETERS}: where a deployment keeps what is this process's own, {@code /broadsheet/<stage>/<process>/}.
 *
 * @param stage for example {@code prod}
 * @param process a service, or {@code standalone}
 */
public record ParameterPath(String stage, String process) {
    private static final Pattern PATH = Pattern.compile("/broadsheet/([a-z][a-z0-9-]{0,30})/([a-z]+)/");

    public ParameterPath {
        requireNonNull(stage, "stage");
        requireNonNull(process, "process");
    }

    static ParameterPath parse(String value) {
        var path = PATH.matcher(value);
        if (!path.matches()) {
            throw new Wrong("is not of the form /broadsheet/stage/service/");
        }
        return new ParameterPath(path.group(1), path.group(2));
    }
}
