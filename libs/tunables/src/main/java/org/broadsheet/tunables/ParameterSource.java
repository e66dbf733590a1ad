package org.broadsheet.tunables;

import java.util.Map;
import java.util.Optional;

/** Where this process's parameters are. */
@FunctionalInterface
interface ParameterSource {
    /**
     * All of them, or none at all.
     *
     * @return values by name, empty where encrypted
     * @throws RuntimeException if they can't be read
     */
    Map<String, Optional<String>> read();
}
