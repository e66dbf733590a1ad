package org.broadsheet.filter.mute;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;
import org.broadsheet.filter.blocking.RuleSets;

/** Makes rules of what connections have muted. What a change lets begin or end is one version of the reader's rules. */
@Singleton
@Transactional("filter")
public class Imports {
    private record Key(Mute.Kind kind, String needle) {}

    private final ImportRepository imports;
    private final ImportedRuleRepository rules;
    private final RuleSets ruleSets;
    private final InstantSource clock;

    Imports(ImportRepository imports, ImportedRuleRepository rules, RuleSets ruleSets, InstantSource clock) {
        this.imports = imports;
        this.rules = rules;
        this.ruleSets = ruleSets;
        this.clock = clock;
    }

    /** Takes a part of a list; with the last one that was missing, the list takes the place of what was there. */
    void take(MutesRead read) {
        if (!ruleSets.lockIfKnown(read.userId())) {
            return;
        }
        imports.ensure(read.connectionId(), read.userId());
        if (!imports.isNewer(read)) {
            return;
        }
        imports.addPart(read);
        var parts = imports.parts(read);
        if (parts.size() == read.parts()) {
            imports.advance(read);
            replace(read, parts.stream().flatMap(List::stream).toList());
        }
    }

    private void replace(MutesRead read, List<Mute> mutes) {
        var now = clock.instant();
        var wanted = new LinkedHashMap<Key, MuteRule>();
        mutes.stream()
                .filter(mute -> mute.until() == null || mute.until().isAfter(now))
                .flatMap(mute -> MuteRule.of(mute).stream())
                .forEach(rule -> wanted.merge(new Key(rule.kind(), rule.needle()), rule, MuteRule::longer));
        change(read.userId(), version -> {
            rules.put(read.userId(), read.connectionId(), wanted.values(), version);
            rules.endOthers(read.userId(), read.connectionId(), wanted.values(), version);
        });
    }

    /** Whatever this connection says later has no effect. */
    void close(ConnectionClosed closed) {
        if (ruleSets.lockIfKnown(closed.userId())) {
            imports.ensure(closed.connectionId(), closed.userId());
            imports.end(closed.connectionId(), closed.userId());
            change(closed.userId(), version -> rules.endAll(closed.userId(), closed.connectionId(), version));
        }
    }

    /** Switches a rule of this user on or off; it stays so at the next import. */
    void turn(UUID userId, UUID id, boolean enabled) {
        if (ruleSets.lockIfKnown(userId)) {
            change(userId, version -> rules.turn(userId, id, enabled, version));
        }
    }

    /** Ends a user's rules whose time has come. */
    void endOver(UUID userId, Instant now) {
        if (ruleSets.lockIfKnown(userId)) {
            change(userId, version -> rules.endOver(userId, now, version));
        }
    }

    /** Forgets rules that their networks do not have any more. @return how many */
    public int forgetGone() {
        return rules.forgetGone();
    }

    private void change(UUID userId, LongConsumer change) {
        long next = ruleSets.version(userId) + 1;
        change.accept(next);
        if (rules.hasChanged(userId, next)) {
            ruleSets.mutesChanged(userId);
        }
    }
}
