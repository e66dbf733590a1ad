package org.broadsheet.filter.blocking;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.RescreenDue;
import org.broadsheet.filter.verdict.IdLocks;
import org.broadsheet.http.ProblemException;
import org.broadsheet.messaging.EventPublisher;

/** Changes what a reader blocks; each change has a version and has the entries it touches judged again. */
@Singleton
@Transactional("filter")
public class RuleSets {
    /** A bound on what one reader makes every screening compare. */
    static final int MAX_NAMES = 5_000;

    private final BlockedDomainRepository repository;
    private final EventPublisher publisher;
    private final IdLocks locks;

    RuleSets(BlockedDomainRepository repository, @Named("filter") EventPublisher publisher, IdLocks locks) {
        this.repository = repository;
        this.publisher = publisher;
        this.locks = locks;
    }

    /** Has a rule set for this user, which verdicts need. */
    public void ensure(UUID userId) {
        repository.ensureRuleSet(userId);
    }

    List<BlockedDomainRepository.Row> of(UUID userId) {
        return repository.findByUserIdOrderByName(userId);
    }

    /** @return whether it was not blocked before */
    boolean block(UUID userId, BlockedName name) {
        lock(userId);
        return changed(userId, repository.block(userId, name.value()) == 1 ? Set.of(name.value()) : Set.of());
    }

    /** @return whether it was blocked before */
    boolean unblock(UUID userId, BlockedName name) {
        lock(userId);
        return changed(userId, repository.unblock(userId, name.value()) == 1 ? Set.of(name.value()) : Set.of());
    }

    /** Blocks exactly these. */
    void replace(UUID userId, Collection<BlockedName> names) {
        lock(userId);
        var wanted = names.stream().map(BlockedName::value).collect(Collectors.toSet());
        var present = of(userId).stream().map(BlockedDomainRepository.Row::name).collect(Collectors.toSet());
        var changes = new HashSet<String>();
        wanted.stream().filter(name -> !present.contains(name)).forEach(name -> {
            repository.block(userId, name);
            changes.add(name);
        });
        present.stream().filter(name -> !wanted.contains(name)).forEach(name -> {
            repository.unblock(userId, name);
            changes.add(name);
        });
        changed(userId, changes);
    }

    /**
     * Holds back verdicts and other changes of a user's rules until the transaction ends.
     *
     * @return false if the user is forgotten
     */
    public boolean lockIfKnown(UUID userId) {
        locks.shared(Set.of(userId));
        repository.ensureRuleSet(userId);
        return repository.lockRuleSet(userId) == 1;
    }

    /** The version that counts. @param userId who has a rule set */
    public long version(UUID userId) {
        return repository.version(userId);
    }

    /** Makes a version of what imported rules began or ended, and has the entries judged again that they touch. */
    public void mutesChanged(UUID userId) {
        advance(userId, List.of());
    }

    /** Everything of this user, and whatever still arrives. */
    public void forget(UUID userId) {
        repository.rememberForgotten(userId);
        repository.forget(userId);
    }

    public int forgetOldChanges() {
        return repository.forgetChanges();
    }

    private void lock(UUID userId) {
        if (!lockIfKnown(userId)) {
            throw ProblemException.notFound("This account does not exist any more.");
        }
    }

    private boolean changed(UUID userId, Set<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        advance(userId, names.stream().sorted().toList());
        return true;
    }

    private void advance(UUID userId, List<String> names) {
        long version = repository.advance(userId);
        repository.recordChange(userId, version, names);
        publisher.publish(new RescreenDue(userId, version, null));
    }
}
