package org.broadsheet.http.telemetry;

import java.util.Map;
import org.broadsheet.settings.Settings;

/** Turns the lines for CloudWatch on where the environment asks for them. */
public final class TelemetryProperties {
    private TelemetryProperties() {}

    public static Map<String, Object> of(Settings settings) {
        return settings.parameters()
                .filter(path -> settings.emf())
                .<Map<String, Object>>map(
                        path -> Map.of("broadsheet.emf.stage", path.stage(), "broadsheet.emf.process", path.process()))
                .orElse(Map.of());
    }
}
