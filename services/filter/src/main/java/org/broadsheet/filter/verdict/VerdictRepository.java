package org.broadsheet.filter.verdict;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.events.Verdict;
import org.broadsheet.events.Verdict.HiddenLink;
import org.jspecify.annotations.Nullable;

/** Judges entries by the rules of their readers, in the database. */
@Singleton
@Transactional("filter")
class VerdictRepository {
    /**
     * The rule sets are locked against change until the transaction ends, so that a verdict's version is the newest that
     * any later re-screening does not see.
     */
    private static final String LOCK_RULES = """
            SELECT user_id FROM rule_set
             WHERE user_id IN (SELECT s.user_id FROM subscription s JOIN entry e ON e.source_id = s.source_id
                                WHERE e.id = ANY (?) AND NOT s.ended)
               AND (CAST(? AS uuid) IS NULL OR user_id = ?)
             ORDER BY user_id
               FOR SHARE""";

    /**
     * An entry is hidden if it has links and all of them are blocked: by their registrable domains, which is the common
     * case, or by any mixture of names.
     */
    private static final String JUDGE = """
            SELECT e.id AS entry_id, e.version AS entry_version, s.user_id, r.version, r.mutes, s.subscription_ids,
                   cardinality(e.domains) > 0
                   AND (e.domains <@ r.blocked
                        OR NOT EXISTS (SELECT FROM entry_link l
                                        WHERE l.entry_id = e.id AND NOT l.names && r.blocked)) AS hidden,
                   ARRAY (SELECT l.link_key FROM entry_link l
                           WHERE l.entry_id = e.id AND l.names && r.blocked ORDER BY l.link_key) AS hidden_links,
                   ARRAY (SELECT (SELECT min(name) FROM unnest(l.names) AS name WHERE name = ANY (r.blocked))
                            FROM entry_link l
                           WHERE l.entry_id = e.id AND l.names && r.blocked ORDER BY l.link_key) AS rules
              FROM entry e
              JOIN (SELECT source_id, user_id, array_agg(id ORDER BY id) AS subscription_ids
                      FROM subscription WHERE NOT ended GROUP BY source_id, user_id) AS s ON s.source_id = e.source_id
              JOIN rule_set r ON r.user_id = s.user_id
             WHERE e.id = ANY (?) AND (CAST(? AS uuid) IS NULL OR s.user_id = ?)
             ORDER BY e.id, s.user_id""";

    /** Entries of one user that a change of rules can touch. */
    private static final String TOUCHED = """
            SELECT DISTINCT e.id
              FROM subscription s
              JOIN entry e ON e.source_id = s.source_id
              JOIN entry_link l ON l.entry_id = e.id
             WHERE s.user_id = ? AND NOT s.ended AND e.id > ?
               AND l.names && (SELECT names FROM rule_change c WHERE user_id = ? AND version = ?
                                  AND NOT EXISTS (SELECT FROM rule_change later
                                                   WHERE later.user_id = c.user_id AND later.version > c.version
                                                     AND later.names @> c.names))
             ORDER BY e.id
             LIMIT ?""";

    private final JdbcOperations jdbc;
    private final MuteVerdicts mutes;

    VerdictRepository(@Named("filter") JdbcOperations jdbc, MuteVerdicts mutes) {
        this.jdbc = jdbc;
        this.mutes = mutes;
    }

    /**
     * A verdict with the entry, and the version of it, that it is about.
     *
     * @param mutes whether the reader has imported rules, which are not in the verdict yet
     */
    record Judged(UUID entryId, long entryVersion, Verdict verdict, boolean mutes) {
        Judged hiddenBy(String rule) {
            return new Judged(
                    entryId,
                    entryVersion,
                    new Verdict(verdict.userId(), verdict.rulesVersion(), verdict.subscriptionIds(), rule, List.of()),
                    mutes);
        }
    }

    /**
     * An entry is hidden by its links or, where these show it, by an imported rule.
     *
     * @param userId whose rules, null for everyone who reads the entries' sources
     */
    List<Judged> judge(Collection<UUID> entries, @Nullable UUID userId) {
        var judged = judgeLinks(entries, userId);
        var open = judged.stream()
                .filter(one -> one.mutes() && one.verdict().hiddenBy() == null)
                .toList();
        if (open.isEmpty()) {
            return judged;
        }
        var hiding = mutes.hiding(
                open.stream().map(Judged::entryId).distinct().toList(),
                open.stream().map(one -> one.verdict().userId()).distinct().toList());
        return judged.stream()
                .map(one -> {
                    var rule = hiding.get(new MuteVerdicts.Reading(
                            one.entryId(), one.verdict().userId()));
                    return rule == null || one.verdict().hiddenBy() != null ? one : one.hiddenBy(rule);
                })
                .toList();
    }

    private List<Judged> judgeLinks(Collection<UUID> entries, @Nullable UUID userId) {
        long locked = jdbc.prepareStatement(LOCK_RULES, statement -> {
            bind(statement, entries, userId);
            try (var result = statement.executeQuery()) {
                long rows = 0;
                while (result.next()) {
                    rows++;
                }
                return rows;
            }
        });
        return locked == 0
                ? List.of()
                : jdbc.prepareStatement(JUDGE, statement -> {
                    bind(statement, entries, userId);
                    try (var result = statement.executeQuery()) {
                        var judged = new ArrayList<Judged>();
                        while (result.next()) {
                            judged.add(new Judged(
                                    result.getObject("entry_id", UUID.class),
                                    result.getLong("entry_version"),
                                    verdict(result),
                                    result.getBoolean("mutes")));
                        }
                        return judged;
                    }
                });
    }

    /**
     * The entries that one change of a user's rules can touch; none if a later change covers it, since that one has them all
     * judged by the rules as they are now.
     *
     * @param after those with a greater id
     */
    List<UUID> touched(UUID userId, long rulesVersion, UUID after, int limit) {
        return jdbc.prepareStatement(TOUCHED, statement -> {
            statement.setObject(1, userId);
            statement.setObject(2, after);
            statement.setObject(3, userId);
            statement.setLong(4, rulesVersion);
            statement.setInt(5, limit);
            try (var result = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (result.next()) {
                    ids.add(result.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    private static void bind(PreparedStatement statement, Collection<UUID> entries, @Nullable UUID userId)
            throws SQLException {
        statement.setArray(1, statement.getConnection().createArrayOf("uuid", entries.toArray()));
        statement.setObject(2, userId, java.sql.Types.OTHER);
        statement.setObject(3, userId, java.sql.Types.OTHER);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        var links = strings(row, "hidden_links");
        var rules = strings(row, "rules").stream().map(name -> "domain:" + name).toList();
        boolean hidden = row.getBoolean("hidden");
        var hiddenLinks = new ArrayList<HiddenLink>();
        for (int i = 0; i < links.size(); i++) {
            hiddenLinks.add(new HiddenLink(links.get(i), rules.get(i)));
        }
        return new Verdict(
                row.getObject("user_id", UUID.class),
                row.getLong("version"),
                Arrays.stream((UUID[]) row.getArray("subscription_ids").getArray())
                        .toList(),
                hidden ? String.join(" ", rules.stream().distinct().sorted().toList()) : null,
                hidden ? List.of() : hiddenLinks);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray()).toList();
    }
}
