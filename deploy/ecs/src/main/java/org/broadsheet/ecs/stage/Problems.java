package org.broadsheet.ecs.stage;

import java.util.ArrayList;
import java.util.List;

/** What is wrong in one file. */
final class Problems {
    private final String file;
    private final List<String> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String key, String problem) {
        found.add(file + ": " + key + " " + problem);
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
