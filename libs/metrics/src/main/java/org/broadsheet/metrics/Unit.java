package org.broadsheet.metrics;

/** What a metric counts in: CloudWatch's word for it, and what Prometheus names end with. */
public enum Unit {
    COUNT("Count", ""),
    SECONDS("Seconds", "_seconds"),
    BYTES("Bytes", "_bytes"),
    PERCENT("Percent", "_percent");

    private final String cloudWatch;
    private final String suffix;

    Unit(String cloudWatch, String suffix) {
        this.cloudWatch = cloudWatch;
        this.suffix = suffix;
    }

    /** As {@code StandardUnit} of the CloudWatch API has it. */
    public String cloudWatch() {
        return cloudWatch;
    }

    String suffix() {
        return suffix;
    }
}
