package org.broadsheet.feed.person;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds out which accounts are one person, from what they say of themselves and have proved, and from nothing else: not
 * from the order in which they came.
 */
final class Discovery {
    private static final String WWW = "www.";

    private final List<Account> accounts;
    private final Groups<Account> proved = new Groups<>();

    private Discovery(Collection<Account> accounts) {
        this.accounts = accounts.stream()
                .filter(account -> !account.network().equals(Account.FEED))
                .toList();
    }

    /** Each account in one person; feeds always alone. */
    static List<Person> among(Collection<Account> accounts) {
        var found = new Discovery(accounts).persons();
        accounts.stream()
                .filter(account -> account.network().equals(Account.FEED))
                .forEach(feed -> found.add(new Person(List.of(feed), null)));
        return found;
    }

    private List<Person> persons() {
        prove();
        var alike = alike();
        var persons = new ArrayList<Person>();
        for (var group : alike.among(accounts)) {
            var byProof = proved.among(group);
            if (byProof.size() > 1 && !isAmbiguous(byProof)) {
                persons.add(new Person(group, Person.Merged.LIKENESS));
            } else {
                byProof.forEach(one -> persons.add(new Person(one, one.size() > 1 ? Person.Merged.PROOF : null)));
            }
        }
        return persons;
    }

    /**
     * A Mastodon account has verified the very host that is the handle of a Bluesky account: whoever has the host says it of
     * both. A host has one such handle at a time, so where two have it, one of them is out of date, and neither is believed.
     */
    private void prove() {
        var handles = bySite(Account.BLUESKY);
        var verified = bySite(Account.MASTODON);
        handles.forEach((site, holders) -> {
            if (holders.size() == 1) {
                verified.getOrDefault(site, List.of()).forEach(account -> proved.join(account, holders.getFirst()));
            }
        });
    }

    private Map<String, List<Account>> bySite(String network) {
        var bySite = new HashMap<String, List<Account>>();
        for (var account : accounts) {
            if (account.network().equals(network)) {
                account.sites().stream()
                        .map(site -> site.startsWith(WWW) ? site.substring(WWW.length()) : site)
                        .distinct()
                        .forEach(site -> bySite.computeIfAbsent(site, key -> new ArrayList<>())
                                .add(account));
            }
        }
        return bySite;
    }

    /** Whoever might be one: by proof, or alike at different networks. */
    private Groups<Account> alike() {
        var groups = new Groups<Account>();
        accounts.forEach(account -> groups.join(account, proved.of(account)));
        var byLikeness = new HashMap<Likeness, List<Account>>();
        accounts.forEach(account -> Likeness.of(account)
                .ifPresent(likeness -> byLikeness
                        .computeIfAbsent(likeness, key -> new ArrayList<>())
                        .add(account)));
        for (var same : byLikeness.values()) {
            if (same.stream().map(Account::network).distinct().count() > 1) {
                same.forEach(account -> groups.join(account, same.getFirst()));
            }
        }
        return groups;
    }

    /** Whether two who are not proved to be one are at the same network: which of them it is nobody knows. */
    private static boolean isAmbiguous(Collection<List<Account>> persons) {
        var taken = new HashSet<String>();
        for (var person : persons) {
            var networks = person.stream().map(Account::network).collect(Collectors.toSet());
            if (!Collections.disjoint(taken, networks)) {
                return true;
            }
            taken.addAll(networks);
        }
        return false;
    }
}
