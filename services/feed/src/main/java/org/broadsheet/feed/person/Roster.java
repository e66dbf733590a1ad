package org.broadsheet.feed.person;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The persons of a reader, and what the reader says of them. */
@Singleton
@Transactional("feed")
class Roster {
    private final PersonRepository repository;
    private final WordRepository words;
    private final Persons persons;

    Roster(PersonRepository repository, WordRepository words, Persons persons) {
        this.repository = repository;
        this.words = words;
        this.persons = persons;
    }

    /** In no order; the accounts of each by their last share, newest first. */
    List<Person> of(UUID userId) {
        return Persons.among(repository.accounts(userId), words.of(userId));
    }

    /**
     * Takes the reader's word that a person is exactly these accounts. Those that were of that person stand alone from now
     * on; everybody else who loses one to it stays as they are otherwise.
     *
     * @param id of any account of the person
     * @param accountIds at least one
     * @return the person; empty if the reader has no share of one of them, and then nothing has changed
     */
    Optional<Person> say(UUID userId, UUID id, Collection<UUID> accountIds) {
        var named = new HashSet<>(accountIds);
        named.add(id);
        var keys = repository.hold(userId, named);
        var key = keys.get(id);
        if (key == null || keys.size() < named.size()) {
            return Optional.empty();
        }
        repository.lock(userId);
        var said = words.of(userId);
        var exactly = keys.entrySet().stream()
                .filter(held -> accountIds.contains(held.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        words.say(userId, said.saying(before(userId, said, key), exactly));
        persons.settle(userId);
        return personOf(userId, accountIds.iterator().next());
    }

    /** Whoever is counted as this sharer's person; also those that the reader's word makes one with it and who are not here now. */
    private Set<String> before(UUID userId, OwnWords said, String key) {
        var members = repository.members(userId);
        var person = members.getOrDefault(key, key);
        var before = new HashSet<String>();
        before.add(key);
        before.add(person);
        members.forEach((member, first) -> {
            if (first.equals(person)) {
                before.add(member);
            }
        });
        before.addAll(said.together(key));
        return before;
    }

    /** Forgets what the reader said of a person and of whom they named with it; what is found out holds again. */
    Optional<Person> forget(UUID userId, UUID id) {
        var keys = repository.hold(userId, List.of(id));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        repository.lock(userId);
        words.forget(userId, words.of(userId).withAllSaidOf(keys.values()));
        persons.settle(userId);
        return personOf(userId, id);
    }

    private Optional<Person> personOf(UUID userId, UUID accountId) {
        return of(userId).stream()
                .filter(person -> person.accounts().stream()
                        .anyMatch(account -> account.id().equals(accountId)))
                .findFirst();
    }
}
