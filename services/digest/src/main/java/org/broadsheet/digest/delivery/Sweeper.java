package org.broadsheet.digest.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.broadsheet.digest.DigestConfig;
import org.broadsheet.digest.loop.Repeated;
import org.broadsheet.digest.mail.MailTransport;
import org.broadsheet.digest.notice.Notices;
import org.broadsheet.digest.run.RunMetrics;
import org.broadsheet.digest.run.RunState;

/** Gives an end to runs and notices that nobody works on any more. */
@Singleton
final class Sweeper implements Repeated {
    private final Deliveries deliveries;
    private final Notices notices;
    private final MailTransport transport;
    private final RunMetrics metrics;
    private final DigestConfig config;

    Sweeper(Deliveries deliveries, Notices notices, MailTransport transport, RunMetrics metrics, DigestConfig config) {
        this.deliveries = deliveries;
        this.notices = notices;
        this.transport = transport;
        this.metrics = metrics;
        this.config = config;
    }

    @Override
    public String name() {
        return "digest-sweeper";
    }

    @Override
    public Duration interval() {
        return config.scheduleInterval();
    }

    @Override
    public boolean run() {
        var left = deliveries.leaveBehind(transport.isRepeatable());
        metrics.ended(RunState.UNKNOWN, left.unknown());
        metrics.ended(RunState.FAILED, left.failed());
        metrics.ended(RunState.SUPPRESSED, left.suppressed());
        notices.leaveBehind(transport.isRepeatable());
        return false;
    }
}
