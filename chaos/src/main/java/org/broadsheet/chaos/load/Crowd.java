package org.broadsheet.chaos.load;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.chaos.check.Findings;
import org.broadsheet.chaos.check.TimelinePrivacy;
import org.broadsheet.chaos.network.Networks;
import org.broadsheet.chaos.network.Timeline;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.chaos.source.FakeSource;
import org.broadsheet.chaos.source.Newsroom;
import org.broadsheet.events.Service;
import org.broadsheet.testing.Mailbox;

/** All the people, each on a thread of their own. */
public final class Crowd {
    /** How many there are. */
    public static final int SIZE = 9;

    /** The first ones only read, to the end of every list. */
    private static final int READERS = 3;

    /** The last ones unsubscribe from their digest. */
    private static final int LEAVERS = 2;

    /** Before them one who reads nothing but their own source, so little that a digest holds all of it. */
    private static final int QUIET = SIZE - LEAVERS - 1;

    /** The one whose account is at a network with tokens that end. */
    private static final int BLUESKY = READERS + 2;

    /** To begin with. */
    private static final int SOURCES = 3;

    private static final Duration LAST_CALLS = Duration.ofSeconds(60);

    private final Newsroom newsroom;
    private final Networks networks;
    private final Map<Integer, AccountHabit> accounts = new HashMap<>();
    private final AtomicLong reconnected = new AtomicLong();
    private final Api stranger;
    private final List<Person> people = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch signedUp = new CountDownLatch(SIZE);
    private final Mailbox mailbox;
    private final InstantSource clock;
    private volatile boolean over;

    public Crowd(
            long seed,
            Newsroom newsroom,
            Networks networks,
            Mailbox mailbox,
            Function<Service, URI> addresses,
            Findings findings,
            InstantSource clock) {
        this.newsroom = newsroom;
        this.networks = networks;
        this.mailbox = mailbox;
        this.clock = clock;
        this.stranger = Api.at(addresses);
        for (int i = 0; i < SIZE; i++) {
            var person = new Person(
                    new Profile(i, clock),
                    stranger,
                    Plan.random(seed, "person" + i),
                    findings,
                    new TimelinePrivacy(networks, findings),
                    () -> over);
            people.add(person);
            boolean leaves = i >= READERS;
            int number = i;
            networks.of(i)
                    .ifPresent(
                            timeline -> accounts.put(number, new AccountHabit(person, timeline, leaves, reconnected)));
        }
    }

    /**
     * Who has an account elsewhere: all but the one of whose articles none may leave before it is mailed. Nothing leaves the
     * timelines of those who check that nothing leaves a list while they read.
     */
    public static List<Networks.Seat> seats() {
        return IntStream.range(0, SIZE)
                .filter(number -> number != QUIET)
                .mapToObj(number -> new Networks.Seat(
                        number, number == BLUESKY ? Networks.Kind.BLUESKY : Networks.Kind.MASTODON, number >= READERS))
                .toList();
    }

    /** Has everybody begin, and waits until they have signed up and subscribed to something. */
    public boolean start(Duration atMost) throws InterruptedException {
        for (var person : people) {
            threads.add(Thread.ofVirtual().name(person.profile().toString()).start(() -> live(person)));
        }
        return signedUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody begins anything new; calls under way are repeated until their outcome is known, for a minute at most. */
    public void stop() throws InterruptedException {
        over = true;
        long deadline = System.nanoTime() + LAST_CALLS.toNanos();
        for (var thread : threads) {
            long left = Math.max(1, deadline - System.nanoTime());
            if (!thread.join(Duration.ofNanos(left))) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    public List<Profile> profiles() {
        return people.stream().map(Person::profile).toList();
    }

    /** Calls of all that were answered. */
    public long answered() {
        return stranger.answered();
    }

    public long unknown() {
        return stranger.unknown();
    }

    /** Connects accounts again whose credentials are over: nobody leaves that so, whatever else is over. */
    public void mend() {
        accounts.values().forEach(AccountHabit::mend);
    }

    /** How often an account was connected again because its credentials were over. */
    public long reconnected() {
        return reconnected.get();
    }

    private void live(Person person) {
        person.signUp();
        int number = person.profile().number();
        boolean reader = number < READERS;
        // Whose entries change where they lead is not for those who check that nothing leaves a list while they read.
        var sources = newsroom.publicSources().stream()
                .filter(source -> !reader || !source.relinks())
                .toList();
        person.subscribe(newsroom.address(newsroom.privateSource(number)), false);
        sources.stream()
                .limit(reader ? sources.size() : number == QUIET ? 0 : SOURCES)
                .forEach(source -> person.subscribe(newsroom.address(source), false));
        var account = Optional.ofNullable(accounts.get(number));
        account.ifPresent(AccountHabit::begin);
        signedUp.countDown();
        var digest = new DigestHabit(person, mailbox, clock, number >= SIZE - LEAVERS);
        Habit habit = reader
                ? new ReaderHabit(person, this::theirs)
                : number == QUIET
                        ? new QuietHabit(person, clock)
                        : new ChangerHabit(person, newsroom, sources, this::theirs, this::another);
        while (!person.isOver()) {
            digest.step();
            habit.step();
            account.ifPresent(AccountHabit::step);
        }
    }

    /** All links that somebody can have seen: of every source that they have ever tried to read, and of their timeline. */
    Set<String> theirs(Person person) {
        var addresses = person.profile().subscriptions().keySet();
        var feeds = newsroom.sources().stream()
                .filter(source -> addresses.contains(newsroom.address(source)))
                .map(FakeSource::everPublished);
        var timeline = networks.of(person.profile().number()).map(Timeline::everPublished).stream();
        return Stream.concat(feeds, timeline)
                .flatMap(Set::stream)
                .map(URI::toString)
                .collect(Collectors.toSet());
    }

    /** A person other than this one. */
    private Profile another(Person person) {
        return Stream.concat(people.stream(), people.stream())
                .skip(person.profile().number() + 1L)
                .findFirst()
                .orElse(person)
                .profile();
    }
}
