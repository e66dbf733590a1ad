package org.broadsheet.settings;

import java.util.List;

/** The environment can't be used as it is; every reason is told at once, and no secret is part of any. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one line each, naming the variable; never a secret's value */
    public SettingsException(List<String> problems) {
        super("Wrong settings:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: the variable's name and what is wrong with it. */
    public List<String> problems() {
        return problems;
    }
}
