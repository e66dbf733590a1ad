package org.broadsheet.standalone.job;

import java.util.Map;

class MainJobOnEmbeddedServersIT extends MainJobContract {
    @Override
    Map<String, String> environment() {
        return Map.of();
    }
}
