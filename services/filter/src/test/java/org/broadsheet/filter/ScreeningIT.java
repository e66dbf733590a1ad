package org.broadsheet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.events.SubscriptionResolved;
import org.broadsheet.events.Verdict.HiddenLink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScreeningIT {
    private static FilterRig rig;

    private final UUID user = UUID.randomUUID();
    private final UUID source = UUID.randomUUID();
    private final UUID subscription = UUID.randomUUID();

    @BeforeAll
    static void start() {
        rig = new FilterRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private SubscriptionResolved subscribed() {
        return new SubscriptionResolved(subscription, user, source, 1);
    }

    private SourceUnsubscribed unsubscribed() {
        return new SourceUnsubscribed(subscription, user, Instant.now());
    }

    private Verdicts verdicts() {
        return new Verdicts(rig.screened());
    }

    private void block(String name) {
        assertThat(rig.as(user).put("blocked-domains", Map.of("domain", name)).code())
                .isEqualTo(200);
    }

    @Test
    void readersOfTheSourceGetAVerdictAndNobodyElse() {
        rig.deliver(subscribed());
        var read = World.entry(source, World.link("a.test", "/one"));
        var unread = World.entry(UUID.randomUUID(), World.link("a.test", "/one"));
        rig.deliver(read, unread);

        var told = verdicts().last(read.entryId(), user).orElseThrow();
        assertThat(told.entry()).isEqualTo(read);
        assertThat(told.verdict().subscriptionIds()).containsExactly(subscription);
        assertThat(told.verdict().hiddenBy()).isNull();
        assertThat(verdicts().messages())
                .noneMatch(message -> message.entry().entryId().equals(unread.entryId()));
    }

    @Test
    void aNewSubscriberGetsTheEntriesThatAreThereAlready() {
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);
        rig.deliver(subscribed());
        assertThat(verdicts().on(entry.entryId(), user)).hasSize(1);
    }

    @Test
    void anEndThatOvertakesTheBeginningIsFinal() {
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);
        rig.deliver(unsubscribed());
        rig.deliver(subscribed());
        rig.deliver(new SubscriptionResolved(subscription, user, source, 2));
        rig.deliver(World.version(entry.entryId(), source, 2, entry.links()));
        assertThat(verdicts().on(entry.entryId(), user)).isEmpty();
    }

    @Test
    void afterTheEndNothingMoreIsJudged() {
        rig.deliver(subscribed());
        rig.deliver(unsubscribed());
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);
        assertThat(verdicts().on(entry.entryId(), user)).isEmpty();
    }

    @Test
    void aSubscriptionWhoseAddressLedElsewhereReadsTheOtherSource() {
        var other = UUID.randomUUID();
        rig.deliver(new SubscriptionResolved(subscription, user, other, 2));
        rig.deliver(subscribed());
        var entry = World.entry(other, World.link("a.test", "/one"));
        var old = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry, old);
        assertThat(verdicts().on(entry.entryId(), user)).hasSize(1);
        assertThat(verdicts().on(old.entryId(), user)).isEmpty();
    }

    @Test
    void anOlderVersionOfAnEntryNeverOverwritesANewer() {
        rig.deliver(subscribed());
        var newer = World.version(UUID.randomUUID(), source, 2, List.of(World.link("a.test", "/two")));
        rig.deliver(newer);
        rig.deliver(World.version(newer.entryId(), source, 1, List.of(World.link("b.test", "/one"))));
        assertThat(verdicts().on(newer.entryId(), user)).hasSize(1);

        block("b.test");
        assertThat(verdicts().on(newer.entryId(), user)).hasSize(1);
        block("a.test");
        verdicts().agreeOn(newer, user, Set.of("a.test", "b.test"));
    }

    @Test
    void blockingJudgesJustTheTouchedEntriesAgainAndUnblockingReversesIt() {
        rig.deliver(subscribed());
        var touched = World.entry(source, World.link("news.a.test", "/one"));
        var mixed = World.entry(source, World.link("a.test", "/one"), World.link("b.test", "/one"));
        var untouched = World.entry(source, World.link("b.test", "/two"));
        rig.deliver(touched, mixed, untouched);

        block("a.test");

        var blocked = verdicts();
        var hidden = blocked.last(touched.entryId(), user).orElseThrow().verdict();
        assertThat(hidden.hiddenBy()).isEqualTo("domain:a.test");
        assertThat(hidden.hiddenLinks()).isEmpty();
        assertThat(hidden.rulesVersion()).isEqualTo(1);
        var shown = blocked.last(mixed.entryId(), user).orElseThrow().verdict();
        assertThat(shown.hiddenBy()).isNull();
        assertThat(shown.hiddenLinks())
                .containsExactly(new HiddenLink(mixed.links().getFirst().linkKey(), "domain:a.test"));
        assertThat(blocked.on(untouched.entryId(), user)).hasSize(1);

        assertThat(rig.as(user).delete("blocked-domains/a.test").code()).isEqualTo(200);

        var unblocked = verdicts();
        unblocked.agreeOn(touched, user, Set.of());
        unblocked.agreeOn(mixed, user, Set.of());
        assertThat(unblocked
                        .last(touched.entryId(), user)
                        .orElseThrow()
                        .verdict()
                        .rulesVersion())
                .isEqualTo(2);
        assertThat(unblocked.on(untouched.entryId(), user)).hasSize(1);
    }

    @Test
    void whatALaterChangeCoversIsNotJudgedForTheEarlierOneToo() {
        rig.deliver(subscribed());
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);
        block("a.test");
        assertThat(rig.as(user).delete("blocked-domains/a.test").code()).isEqualTo(200);
        int told = verdicts().on(entry.entryId(), user).size();

        var afterNothing = new UUID(0, 1); // another message than the one that the change itself has sent
        rig.deliver(new RescreenDue(user, 1, afterNothing));
        assertThat(verdicts().on(entry.entryId(), user)).hasSize(told);
        rig.deliver(new RescreenDue(user, 2, afterNothing));
        assertThat(verdicts().on(entry.entryId(), user)).hasSize(told + 1);
        verdicts().agreeOn(entry, user, List.of());
    }

    @Test
    void oneReadersRulesLeaveTheOthersAlone() {
        var other = UUID.randomUUID();
        rig.deliver(subscribed(), new SubscriptionResolved(UUID.randomUUID(), other, source, 1));
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);
        block("a.test");
        verdicts().agreeOn(entry, user, Set.of("a.test"));
        verdicts().agreeOn(entry, other, Set.of());
        assertThat(verdicts().on(entry.entryId(), other)).hasSize(1);
    }

    @Test
    void aDeletedAccountIsForgottenWithWhateverStillArrives() throws SQLException {
        rig.deliver(subscribed());
        block("a.test");
        assertThat(rig.screened()).isNotNull();

        rig.deliver(new AccountDeleted(user, Instant.now()));
        rig.deliver(new SubscriptionResolved(UUID.randomUUID(), user, source, 1));
        var entry = World.entry(source, World.link("a.test", "/one"));
        rig.deliver(entry);

        assertThat(verdicts().on(entry.entryId(), user)).isEmpty();
        for (var table : List.of("subscription", "rule_set", "blocked_domain", "rule_change")) {
            assertThat(rig.count("SELECT count(*) FROM " + table + " WHERE user_id = '" + user + "'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aDeletedAccountsCredentialIsRefusedOrFindsNothing() {
        block("a.test");
        rig.deliver(new AccountDeleted(user, Instant.now()));
        assertThat(rig.as(user)
                        .put("blocked-domains", Map.of("domain", "b.test"))
                        .code())
                .isIn(401, 404);
    }
}
