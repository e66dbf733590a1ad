package org.broadsheet.ecs.cost;

import static java.math.BigDecimal.ZERO;
import static java.math.RoundingMode.HALF_UP;
import static org.broadsheet.ecs.cost.Prices.HOURS_A_MONTH;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.ecs.stage.Stage.Capacity;
import org.broadsheet.ecs.stage.Stage.Service;
import org.broadsheet.ecs.stage.Stage.TaskSize;
import org.broadsheet.metrics.AlarmCatalogue;
import org.broadsheet.metrics.SeriesCatalogue;

/** What a stage costs while it is deployed, item by item, computed from its file and dated list prices. */
public final class CostTable {
    private static final int BALANCER_ADDRESSES = 2;
    private static final int SECRETS = 8;
    private static final int SUBJECTS_OF_AN_ALARM = 2;
    private static final int DAYS_A_MONTH = 30;

    private final Stage stage;
    private final int hours;
    private final BigDecimal month;
    private final List<Item> items = new ArrayList<>();

    /** @param dollars for the hours asked for */
    public record Item(String what, String how, BigDecimal dollars) {}

    private CostTable(Stage stage, int hours) {
        this.stage = stage;
        this.hours = hours;
        this.month = BigDecimal.valueOf(hours).divide(BigDecimal.valueOf(HOURS_A_MONTH), 6, HALF_UP);
    }

    /** @param hours that it is deployed, of a month's 730 */
    public static CostTable of(Stage stage, int hours) {
        var table = new CostTable(stage, hours);
        if (hours > 0) {
            table.fill();
        }
        return table;
    }

    public List<Item> items() {
        return List.copyOf(items);
    }

    public BigDecimal total() {
        return items.stream().map(Item::dollars).reduce(ZERO, BigDecimal::add).setScale(2, HALF_UP);
    }

    /** The table for people. */
    public String text() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s, %d h of a month's %d; us-east-1 list prices of %s, in US dollars%n",
                stage.prefix(),
                stage.shape().name().toLowerCase(Locale.ROOT),
                hours,
                HOURS_A_MONTH,
                Prices.AS_OF));
        for (var item : items) {
            text.append(String.format(Locale.ROOT, "  %-34s %9.2f  %s%n", item.what(), item.dollars(), item.how()));
        }
        text.append(String.format(Locale.ROOT, "  %-34s %9.2f%n", "sum", total()));
        if (items.isEmpty()) {
            text.append(String.format(Locale.ROOT, "  nothing is left that costs when it is removed%n"));
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "  not in it: mail ($0.10 per 1 000), traffic out ($0.09 per GB after 100 GB), snapshots%n"));
        }
        return text.toString();
    }

    private void fill() {
        stage.services().values().forEach(this::service);
        edge();
        database();
        broker();
        add(
                "secrets",
                SECRETS + " made, 1 given",
                Prices.SECRET_MONTH.multiply(BigDecimal.valueOf(SECRETS + 1)).multiply(month));
        watching();
        logs();
        add(
                "images",
                "2 GB in the registry",
                Prices.IMAGE_GB_MONTH.multiply(BigDecimal.TWO).multiply(month));
    }

    private void service(Service service) {
        var running = hoursOf(service);
        var spot = service.capacity() == Capacity.FARGATE_SPOT;
        var dollars = taskHour(service.size()).multiply(running);
        add(
                service.name(),
                size(service.size()) + ", " + running.setScale(0, HALF_UP) + " task hours" + (spot ? " on Spot" : ""),
                spot ? dollars.multiply(Prices.SPOT) : dollars);
        add("  its address", "public IPv4", Prices.ADDRESS_HOUR.multiply(running));
    }

    /** Of those that are always there; of one that is woken, the minutes after each wake with twice that for its work. */
    private BigDecimal hoursOf(Service service) {
        if (service.minimum() > 0) {
            return BigDecimal.valueOf((long) service.minimum() * hours);
        }
        int wake = service.scaling().map(Stage.Backlog::wakeMinutes).orElse(0);
        int quiet = service.scaling().map(Stage.Backlog::quietMinutes).orElse(0);
        // A task stays for the quiet time after its last message; where wakes come sooner than that, always.
        double part = wake == 0 ? 0.125 : Math.min(1.0, (4.0 + quiet) / wake);
        return BigDecimal.valueOf(part * hours);
    }

    private void edge() {
        if (stage.isSmall()) {
            add("HTTP API", "1 million requests", Prices.GATEWAY_MILLION.multiply(month));
            return;
        }
        int units = stage.isProduction() ? 5 : 1;
        add("load balancer", "by the hour", hourly(Prices.BALANCER_HOUR));
        add(
                "  its capacity",
                units + " units",
                hourly(Prices.BALANCER_UNIT_HOUR).multiply(BigDecimal.valueOf(units)));
        add(
                "  its addresses",
                BALANCER_ADDRESSES + " public IPv4",
                hourly(Prices.ADDRESS_HOUR).multiply(BigDecimal.valueOf(BALANCER_ADDRESSES)));
    }

    private void database() {
        var wanted = stage.database();
        var zones = BigDecimal.valueOf(wanted.multiAz() ? 2 : 1);
        var how = wanted.instance().wireName() + (wanted.multiAz() ? ", two zones" : "");
        add("PostgreSQL", how, hourly(wanted.instance().hourly()).multiply(zones));
        add(
                "  its storage",
                wanted.storage() + " GiB",
                Prices.DATABASE_GIB_MONTH
                        .multiply(BigDecimal.valueOf(wanted.storage()))
                        .multiply(zones)
                        .multiply(month));
    }

    private void broker() {
        switch (stage.broker()) {
            case Stage.Broker.AmazonMq managed ->
                add(
                        "broker",
                        "Amazon MQ, " + managed.instance(),
                        hourly(Prices.BROKER_HOUR.getOrDefault(managed.instance(), ZERO)));
            case Stage.Broker.Task task -> {
                add("broker", "RabbitMQ as a task, " + size(task.size()), hourly(taskHour(task.size())));
                add("  its address", "public IPv4", hourly(Prices.ADDRESS_HOUR));
                volume();
            }
            case Stage.Broker.Beside beside -> volume();
        }
    }

    private void volume() {
        add(
                "  its volume and name",
                "1 GiB, a private zone",
                Prices.VOLUME_GIB_MONTH.add(Prices.NAMES_MONTH).multiply(month));
    }

    private void watching() {
        int metrics = Math.max(0, SeriesCatalogue.count() - Prices.METRICS_FREE);
        add("metrics", SeriesCatalogue.count() + ", 10 free", times(Prices.METRIC_MONTH, metrics));
        int rules = (int) AlarmCatalogue.all().stream()
                .filter(rule -> rule.star() || stage.alarms().all())
                .count();
        int alarms = Math.max(0, rules * (stage.isSmall() ? 1 : SUBJECTS_OF_AN_ALARM) - Prices.ALARMS_FREE);
        add("alarms", "about " + (alarms + Prices.ALARMS_FREE) + ", 10 free", times(Prices.ALARM_MONTH, alarms));
    }

    private void logs() {
        double gigabytes = stage.logs().megabytesPerDay()
                * DAYS_A_MONTH
                / 1000.0
                * (stage.isSmall() ? 1 : stage.services().size())
                * month.doubleValue();
        var billed = BigDecimal.valueOf(Math.max(0, gigabytes - Prices.LOG_GB_FREE));
        add(
                "logs",
                BigDecimal.valueOf(gigabytes).setScale(1, HALF_UP) + " GB, 5 GB free",
                Prices.LOG_GB.multiply(billed));
    }

    private BigDecimal taskHour(TaskSize size) {
        boolean arm = stage.architecture() == Stage.Architecture.ARM64;
        var cpu = BigDecimal.valueOf(size.cpu() / 1024.0);
        var memory = BigDecimal.valueOf(size.memory() / 1024.0);
        return cpu.multiply(arm ? Prices.ARM_CPU_HOUR : Prices.X86_CPU_HOUR)
                .add(memory.multiply(arm ? Prices.ARM_GIB_HOUR : Prices.X86_GIB_HOUR));
    }

    private BigDecimal hourly(BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(hours));
    }

    private BigDecimal times(BigDecimal monthly, int count) {
        return monthly.multiply(BigDecimal.valueOf(count)).multiply(month);
    }

    private static String size(TaskSize size) {
        return size.cpu() / 1024.0 + " vCPU, " + size.memory() / 1024.0 + " GB";
    }

    private void add(String what, String how, BigDecimal dollars) {
        items.add(new Item(what, how, dollars));
    }
}
