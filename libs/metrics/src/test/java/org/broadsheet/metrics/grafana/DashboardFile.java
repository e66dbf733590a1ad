package org.broadsheet.metrics.grafana;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A dashboard as Grafana loads it. Where its data come from is a variable, so any Prometheus will do. */
final class DashboardFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA = 39;
    private static final int COLUMNS = 24;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 7;

    private final ObjectNode dashboard = JSON.createObjectNode();
    private final ArrayNode panels = JSON.createArrayNode();
    private int ids;
    private int x;
    private int y;
    private int lineHeight;

    private DashboardFile(String uid, String title) {
        dashboard
                .put("uid", uid)
                .put("title", title)
                .put("schemaVersion", SCHEMA)
                .put("version", 1);
        dashboard
                .put("editable", false)
                .put("graphTooltip", 1)
                .put("timezone", "browser")
                .put("refresh", "30s");
        dashboard.putArray("tags").add("broadsheet");
        dashboard.putObject("time").put("from", "now-3h").put("to", "now");
        dashboard
                .putArray("links")
                .addObject()
                .put("type", "dashboards")
                .put("title", "Broadsheet")
                .put("asDropdown", false)
                .put("keepTime", true)
                .putArray("tags")
                .add("broadsheet");
        variables()
                .addObject()
                .put("name", "datasource")
                .put("label", "Data")
                .put("type", "datasource")
                .put("query", "prometheus");
    }

    static String health() throws IOException {
        var file = new DashboardFile("broadsheet-health", "Is it healthy?");
        file.alarms(HealthPage.ALARMS);
        HealthPage.PANELS.forEach(panel -> file.add(panel, file.panels));
        return file.text();
    }

    static String service() throws IOException {
        var file = new DashboardFile("broadsheet-service", "One service");
        var service = file.variables().addObject();
        service.put("name", "service")
                .put("label", "Service")
                .put("type", "query")
                .put("sort", 1)
                .put("refresh", 1);
        service.put("query", "label_values(up{job=\"broadsheet\"}, service)");
        service.set("datasource", datasource());
        ServicePage.rows().forEach(file::row);
        return file.text();
    }

    private ArrayNode variables() {
        return dashboard.withObject("templating").withArray("list");
    }

    private void row(Row row) {
        newLine();
        var node = panels.addObject();
        node.put("id", ++ids).put("type", "row").put("title", row.title()).put("collapsed", !row.open());
        place(node, COLUMNS, 1);
        var folded = node.putArray("panels");
        row.panels().forEach(panel -> add(panel, row.open() ? panels : folded));
        newLine();
    }

    private void alarms(Panel panel) {
        var node = panel(panel, "stat", panels);
        place(node, COLUMNS, 4);
        node.withArray("targets").forEach(target -> ((ObjectNode) target).put("instant", true));
        node.putObject("options").put("textMode", "name").put("colorMode", "background");
        var defaults = node.withObject("fieldConfig").withObject("defaults");
        defaults.put("noValue", "none").putObject("color").put("mode", "fixed").put("fixedColor", "red");
    }

    private void add(Panel panel, ArrayNode to) {
        var node = panel(panel, "timeseries", to);
        place(node, WIDTH, HEIGHT);
        var defaults = node.withObject("fieldConfig").withObject("defaults");
        defaults.put("min", 0).putObject("custom").put("fillOpacity", 10).put("showPoints", "never");
        var options = node.putObject("options");
        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
    }

    private ObjectNode panel(Panel panel, String type, ArrayNode to) {
        var node = to.addObject();
        node.put("id", ++ids).put("type", type).put("title", panel.title()).put("description", panel.help());
        node.set("datasource", datasource());
        node.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
        node.withObject("fieldConfig").putArray("overrides");
        targets(panel, node.putArray("targets"));
        return node;
    }

    private static void targets(Panel panel, ArrayNode to) {
        char name = 'A';
        for (var line : panel.lines()) {
            var target = to.addObject().put("refId", String.valueOf(name++));
            target.set("datasource", datasource());
            target.put("expr", line.expression())
                    .put("legendFormat", line.legend().isEmpty() ? panel.title() : line.legend());
        }
    }

    private void place(ObjectNode node, int width, int height) {
        if (x + width > COLUMNS) {
            newLine();
        }
        node.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
        x += width;
        lineHeight = height;
    }

    private void newLine() {
        if (x > 0) {
            y += lineHeight;
            x = 0;
        }
    }

    private static ObjectNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private String text() throws IOException {
        dashboard.set("panels", panels);
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return JSON.writer(printer).writeValueAsString(dashboard) + "\n";
    }
}
