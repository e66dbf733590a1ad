package org.broadsheet.ecs.stage;

import java.util.List;

/** What is wrong with a stage file, a line for each problem. */
public final class StageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public StageException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
