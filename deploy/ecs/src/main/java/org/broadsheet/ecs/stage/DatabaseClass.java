package org.broadsheet.ecs.stage;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The database instances that a stage may have.
 *
 * <p>Connections are what RDS sets by itself, {@code DBInstanceClassMemory / 9531392}, with a fifth of the memory taken off
 * for what the instance needs itself. Prices are per hour, us-east-1, one zone.
 */
public enum DatabaseClass {
    MICRO("db.t4g.micro", 1, "0.016"),
    SMALL("db.t4g.small", 2, "0.032"),
    MEDIUM("db.t4g.medium", 4, "0.065"),
    LARGE("db.t4g.large", 8, "0.129"),
    M7G_LARGE("db.m7g.large", 8, "0.168"),
    M7G_XLARGE("db.m7g.xlarge", 16, "0.337");

    private static final long BYTES_OF_A_CONNECTION = 9_531_392;

    private final String wireName;
    private final int gibibytes;
    private final BigDecimal hourly;

    DatabaseClass(String wireName, int gibibytes, String hourly) {
        this.wireName = wireName;
        this.gibibytes = gibibytes;
        this.hourly = new BigDecimal(hourly);
    }

    /** As RDS calls it. */
    public String wireName() {
        return wireName;
    }

    public BigDecimal hourly() {
        return hourly;
    }

    public int connections() {
        return (int) ((gibibytes * (1L << 30) * 4 / 5) / BYTES_OF_A_CONNECTION);
    }

    static Optional<DatabaseClass> of(String wireName) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(wireName))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(DatabaseClass::wireName).toList();
    }
}
