package org.broadsheet.chaos.check;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.broadsheet.chaos.load.Pause;
import org.broadsheet.chaos.rig.Poison;
import org.broadsheet.chaos.rig.Rig;
import org.broadsheet.chaos.rig.RigException;
import org.broadsheet.events.Service;

/** Waits until nothing is on its way any more, and looks at what was given up (I5). */
public final class DrainCheck {
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** After the bound is missed: so that the other checks see what comes of it in the end. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String DEAD = ".dead";

    private final Rig rig;
    private final UnreadTimelines timelines;
    private final Findings findings;

    public DrainCheck(Rig rig, UnreadTimelines timelines, Findings findings) {
        this.rig = rig;
        this.timelines = timelines;
        this.findings = findings;
    }

    /**
     * @param lastFault when it ended, by {@link System#nanoTime}
     * @return after how long nothing waited any more; empty of meaning if {@link #PATIENCE} has passed
     */
    public Duration await(long lastFault) {
        boolean told = false;
        while (true) {
            var waiting = waiting();
            var since = Duration.ofNanos(System.nanoTime() - lastFault);
            if (waiting.isEmpty()) {
                findings.looked(Invariant.I5, 1);
                return since;
            }
            if (!told && since.compareTo(BOUND) > 0) {
                told = true;
                findings.violated(
                        Invariant.I5,
                        "%d s after the last fault there still wait %s".formatted(since.toSeconds(), waiting));
            }
            if (since.compareTo(PATIENCE) > 0) {
                findings.violated(
                        Invariant.I5,
                        "%d s after the last fault there still wait %s".formatted(since.toSeconds(), waiting));
                return since;
            }
            Pause.of(LOOK);
        }
    }

    /**
     * The dead letters must be the poison, each where it was planted. The same one twice is no violation: what is published
     * is confirmed at least once, and a dead letter queue has no inbox that would tell them apart.
     *
     * @return how many are there more than once
     */
    public long deadLetters(List<Poison.Planted> planted) {
        long copies = 0;
        for (var queue : Poison.queues()) {
            var expected = planted.stream()
                    .filter(one -> one.queue().equals(queue))
                    .map(Poison.Planted::messageId)
                    .collect(Collectors.toSet());
            var letters = letters(queue + DEAD);
            var found = Set.copyOf(letters);
            copies += letters.size() - found.size();
            findings.looked(Invariant.I5, expected.size());
            expected.stream()
                    .filter(id -> !found.contains(id))
                    .forEach(id -> findings.violated(Invariant.I5, queue + DEAD + " does not have the poison " + id));
            found.stream()
                    .filter(id -> !expected.contains(id))
                    .forEach(id ->
                            findings.violated(Invariant.I5, queue + DEAD + " has " + id + ", which is no poison"));
        }
        return copies;
    }

    /** Services end when they are told to, and not because something else did. */
    public void unaskedEnds() {
        rig.services()
                .forEach(service -> service.unaskedEnds()
                        .forEach(end -> findings.violated(Invariant.I5, end + " (see " + service.log() + ")")));
    }

    private Map<String, Long> waiting() {
        try {
            var waiting = timelines.look();
            if (waiting.isEmpty()) {
                waiting.putAll(rows());
            }
            if (waiting.isEmpty()) {
                waiting.putAll(queues());
            }
            return waiting;
        } catch (SQLException | IllegalStateException e) {
            return Map.of("a server that does not answer: " + e.getMessage(), 1L);
        }
    }

    private Map<String, Long> rows() throws SQLException {
        var waiting = new HashMap<String, Long>();
        try (var connection = rig.database().connect();
                var statement = connection.createStatement()) {
            for (var service : Service.values()) {
                for (var table : List.of("outbox", "retry")) {
                    var name = service.wireName() + "." + table;
                    try (var row =
                            statement.executeQuery("SELECT count(*) FROM \"" + service.wireName() + "\"." + table)) {
                        row.next();
                        if (row.getLong(1) > 0) {
                            waiting.put(name, row.getLong(1));
                        }
                    }
                }
            }
        }
        return waiting;
    }

    private Map<String, Long> queues() {
        var waiting = new HashMap<String, Long>();
        rig.broker()
                .control("list_queues", "name", "messages", "--no-table-headers")
                .lines()
                .forEach(line -> {
                    var columns = line.split("\t");
                    boolean counts = columns.length == 2 && !columns[0].endsWith(DEAD) && !columns[1].equals("0");
                    if (counts && columns[1].chars().allMatch(Character::isDigit)) {
                        waiting.put(columns[0], Long.valueOf(columns[1]));
                    }
                });
        return waiting;
    }

    /** Ids of the messages in a queue, which stay there. */
    private List<String> letters(String queue) {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(rig.broker().broker().amqpUrl());
            try (var connection = factory.newConnection()) {
                var channel = connection.createChannel();
                var ids = new ArrayList<String>();
                for (var got = channel.basicGet(queue, false); got != null; got = channel.basicGet(queue, false)) {
                    ids.add(String.valueOf(got.getProps().getMessageId()));
                }
                return ids;
            }
        } catch (IOException | TimeoutException | URISyntaxException | GeneralSecurityException e) {
            throw new RigException("the dead letters of " + queue + " can't be read: " + e, e);
        }
    }
}
