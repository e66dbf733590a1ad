package org.broadsheet.tunables;

import java.util.Map;
import org.broadsheet.settings.Settings;

/** Has tunables read where the environment says where they are. */
public final class TunableProperties {
    static final String STAGE = "broadsheet.tunables.stage";
    static final String PROCESS = "broadsheet.tunables.process";

    private TunableProperties() {}

    public static Map<String, Object> of(Settings settings) {
        return settings.parameters()
                .<Map<String, Object>>map(path -> Map.of(STAGE, path.stage(), PROCESS, path.process()))
                .orElse(Map.of());
    }
}
