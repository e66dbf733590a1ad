package org.broadsheet.ecs.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** List prices in US dollars, us-east-1, on demand, without free allowances unless they are for ever. */
final class Prices {
    /** When they were looked up. */
    static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);

    static final int HOURS_A_MONTH = 730;

    static final BigDecimal ARM_CPU_HOUR = price("0.03238");
    static final BigDecimal ARM_GIB_HOUR = price("0.00356");
    static final BigDecimal X86_CPU_HOUR = price("0.04048");
    static final BigDecimal X86_GIB_HOUR = price("0.004445");
    /** What is left of a price on spare capacity. */
    static final BigDecimal SPOT = price("0.30");

    static final BigDecimal ADDRESS_HOUR = price("0.005");
    static final BigDecimal BALANCER_HOUR = price("0.0225");
    static final BigDecimal BALANCER_UNIT_HOUR = price("0.008");
    static final BigDecimal GATEWAY_MILLION = price("1.00");
    static final BigDecimal DATABASE_GIB_MONTH = price("0.115");
    static final BigDecimal VOLUME_GIB_MONTH = price("0.30");
    static final BigDecimal NAMES_MONTH = price("0.50");
    static final BigDecimal SECRET_MONTH = price("0.40");
    static final BigDecimal METRIC_MONTH = price("0.30");
    static final int METRICS_FREE = 10;
    static final BigDecimal ALARM_MONTH = price("0.10");
    static final int ALARMS_FREE = 10;
    static final BigDecimal LOG_GB = price("0.50");
    static final int LOG_GB_FREE = 5;
    static final BigDecimal IMAGE_GB_MONTH = price("0.10");

    /** By the hour; from public bills, since the official page could not be read. */
    static final Map<String, BigDecimal> BROKER_HOUR = Map.of(
            "mq.m7g.medium", price("0.084"),
            "mq.m7g.large", price("0.288"),
            "mq.m7g.xlarge", price("0.576"));

    private Prices() {}

    private static BigDecimal price(String dollars) {
        return new BigDecimal(dollars);
    }
}
