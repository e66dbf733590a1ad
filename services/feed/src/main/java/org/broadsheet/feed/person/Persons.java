package org.broadsheet.feed.person;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps the persons of each reader in step with the shares that they have and with what they say. A person is made of
 * nothing but that, so the order in which it came never matters, and no other reader's shares or words do. Joins the
 * caller's transaction.
 */
@Singleton
public final class Persons {
    private final SharerFacts facts;
    private final PersonRepository repository;
    private final WordRepository words;

    Persons(SharerFacts facts, PersonRepository repository, WordRepository words) {
        this.facts = facts;
        this.repository = repository;
        this.words = words;
    }

    /**
     * Shares of these came or went: to be called when that is stored, once in a transaction, since rows of sharers are never
     * locked after a reader.
     */
    public void follow(Collection<Sharing> sharings) {
        if (sharings.isEmpty()) {
            return;
        }
        var changed = facts.follow(sharings.stream()
                .distinct()
                .sorted(Comparator.comparing(Sharing::userId).thenComparing(Sharing::sharerKey))
                .toList());
        var readers = new TreeSet<UUID>();
        var feeds = new ArrayList<Sharing>();
        changed.forEach(sharer -> {
            if (sharer.network().equals(Account.FEED)) {
                feeds.add(new Sharing(sharer.userId(), sharer.sharerKey()));
            } else {
                readers.add(sharer.userId());
            }
        });
        if (!feeds.isEmpty()) {
            readers.addAll(words.whoSpokeOf(feeds));
        }
        readers.forEach(this::settle);
    }

    /** Shares of whomever may have gone from these readers. */
    public void followAll(Collection<UUID> userIds) {
        follow(userIds.stream().flatMap(userId -> facts.of(userId).stream()).toList());
    }

    /** Who is one person now. One transaction at a time does this for a reader: two would each miss what the other found. */
    void settle(UUID userId) {
        repository.lock(userId);
        var now = new HashMap<String, String>();
        for (var person : among(repository.accounts(userId), words.of(userId))) {
            var first = person.first().key();
            person.accounts().forEach(account -> now.put(account.key(), first));
            now.remove(first);
        }
        var before = repository.members(userId);
        var changed = new TreeSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(key -> Objects.equals(before.get(key), now.get(key)));
        if (!changed.isEmpty()) {
            now.keySet().retainAll(changed);
            repository.change(userId, changed, now);
            repository.dropEnded(userId);
        }
    }

    /** What the reader says, and among those of whom they say nothing what is found out. */
    static List<Person> among(List<Account> accounts, OwnWords words) {
        var own = new HashMap<String, List<Account>>();
        var others = new ArrayList<Account>();
        for (var account : accounts) {
            var personKey = words.personKey(account.key());
            if (personKey == null) {
                others.add(account);
            } else {
                own.computeIfAbsent(personKey, key -> new ArrayList<>()).add(account);
            }
        }
        var persons = new ArrayList<>(Discovery.among(others));
        own.values().forEach(one -> persons.add(new Person(one, Person.Merged.OWN)));
        return persons;
    }
}
