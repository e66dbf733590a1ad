package org.broadsheet.metrics.grafana;

import java.util.List;

/** @param open whether its panels are seen before anybody asks for them */
record Row(String title, boolean open, List<Panel> panels) {
    Row {
        panels = List.copyOf(panels);
    }
}
