package org.broadsheet.chaos.plan;

import java.time.Duration;

/**
 * What can be done to the system.
 *
 * <p>{@code perMinute} and {@code atLeast} say how many of it a plan has; {@code shortest} and {@code longest} how long one
 * lasts, zero for what is over at once.
 */
public enum FaultKind {
    KILL_SERVICE("SIGKILL of a service", Target.SERVICE, 4, 8, 0, 0),
    STOP_SERVICE("SIGSTOP of a service, SIGCONT later", Target.SERVICE, 1, 2, 5, 20),
    END_SERVICE("SIGTERM of a service", Target.SERVICE, 0.5, 1, 0, 0),
    KILL_BROKER("SIGKILL of the broker", Target.BROKER, 0.5, 1, 0, 0),
    RESTART_BROKER("orderly restart of the broker", Target.BROKER, 0.2, 1, 0, 0),
    ALARM_BROKER("memory alarm of the broker", Target.BROKER, 0.2, 1, 5, 15),
    KILL_DATABASE("SIGKILL of PostgreSQL, all of its processes", Target.DATABASE, 0.5, 1, 0, 0),
    CUT_COMMITS("the link cut at the reply of COMMIT, for some commits", Target.DATABASE_LINK, 1, 2, 0, 0),
    RESET_DATABASE_LINK("all connections to PostgreSQL reset", Target.DATABASE_LINK, 0.3, 1, 0, 0),
    HOLE_DATABASE_LINK("black hole to PostgreSQL", Target.DATABASE_LINK, 0.3, 1, 3, 10),
    SLOW_DATABASE_LINK("50 ms more for every packet to and from PostgreSQL", Target.DATABASE_LINK, 0.6, 1, 5, 15),
    RESET_BROKER_LINK("all connections to the broker reset", Target.BROKER_LINK, 0.4, 1, 0, 0),
    HOLE_BROKER_LINK("black hole to the broker", Target.BROKER_LINK, 0.3, 1, 5, 20),
    SLOW_BROKER_LINK("200 ms more for every packet to and from the broker", Target.BROKER_LINK, 0.3, 0, 5, 15),
    NARROW_BROKER_LINK("4 KB/s to and from the broker", Target.BROKER_LINK, 0.3, 1, 5, 15),
    RESET_MAIL_LINK("connections to the mail server reset for a while", Target.MAIL_LINK, 0.5, 1, 2, 6),
    CUT_MAILS("the link cut at the mail server's answer to a whole mail", Target.MAIL_LINK, 1, 2, 0, 0),
    LIMIT_NETWORKS("429 from the networks, with when to ask again", Target.NETWORKS, 0.3, 1, 2, 6),
    BREAK_NETWORKS("503 from the networks, 500 where tokens are refreshed", Target.NETWORKS, 0.3, 1, 2, 6),
    SLOW_NETWORKS("answers of the networks that come late or never", Target.NETWORKS, 0.3, 1, 3, 8),
    CUT_NETWORKS("answers of the networks cut in their middle", Target.NETWORKS, 0.3, 1, 3, 8),
    COLD_NETWORKS("timelines that their networks make anew (206)", Target.NETWORKS, 0.3, 1, 2, 6),
    KILL_AT_PAGE("SIGKILL of ingest beside the answer to a pull", Target.INGEST, 0.6, 2, 0, 0),
    KILL_AT_REFRESH("SIGKILL of ingest beside the answer to a refresh", Target.INGEST, 0.3, 1, 0, 0),
    POISON("an unreadable message put into a work queue", Target.QUEUES, 1.5, 3, 0, 0);

    private final String words;
    private final Target target;
    private final double perMinute;
    private final int atLeast;
    private final int shortestSeconds;
    private final int longestSeconds;

    FaultKind(String words, Target target, double perMinute, int atLeast, int shortestSeconds, int longestSeconds) {
        this.words = words;
        this.target = target;
        this.perMinute = perMinute;
        this.atLeast = atLeast;
        this.shortestSeconds = shortestSeconds;
        this.longestSeconds = longestSeconds;
    }

    /** Faults of one target are done one after the other, those of different targets at the same time. */
    public enum Target {
        SERVICE,
        /** Beside what else happens to it: it waits for a network to be asked, however long that takes. */
        INGEST,
        BROKER,
        DATABASE,
        DATABASE_LINK,
        BROKER_LINK,
        MAIL_LINK,
        NETWORKS,
        QUEUES
    }

    public String words() {
        return words;
    }

    public Target target() {
        return target;
    }

    /** How many of this a run of so many minutes has. */
    int count(int minutes) {
        return Math.max(atLeast, (int) Math.round(perMinute * minutes));
    }

    Duration shortest() {
        return Duration.ofSeconds(shortestSeconds);
    }

    Duration longest() {
        return Duration.ofSeconds(longestSeconds);
    }
}
