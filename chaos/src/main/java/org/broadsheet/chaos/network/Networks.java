package org.broadsheet.chaos.network;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.broadsheet.chaos.plan.Plan;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.NetworkServer;

/**
 * Doubles of the networks with an account of each person that has one, all of them at servers of their own. Until it comes
 * to rest something happens in one of their timelines every moment.
 */
public final class Networks implements AutoCloseable {
    private static final Duration SHORTEST_MOMENT = Duration.ofMillis(700);
    /** So much happens at most, however long it lasts: what is asked of doubles takes longer the more they have. */
    private static final int MOST_CHANGES = 2_000;

    private static final int BURST_OF = 40;
    /** Of a network whose tokens have an end. */
    private static final Duration TOKEN = Duration.ofSeconds(6);

    private static final Duration LAST_CHANGE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Mood mood = new Mood();
    private final Trap pages = new Trap();
    private final Trap refreshes = new Trap();
    private final Map<Integer, Timeline> byReader = new LinkedHashMap<>();
    private final List<Future<?>> going = new ArrayList<>();
    private final ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("networks").factory());

    private Networks(InstantSource clock) {
        this.clock = clock;
    }

    /** Of which network an account is. */
    public enum Kind {
        MASTODON,
        BLUESKY
    }

    /**
     * Somebody's account.
     *
     * @param takesBack whether articles can leave their feed by what happens in the timeline
     */
    public record Seat(int reader, Kind kind, boolean takesBack) {}

    /** @param minutes how long something is to happen, about */
    public static Networks open(long seed, int minutes, List<Seat> seats, InstantSource clock) {
        var networks = new Networks(clock);
        seats.forEach(seat -> networks.byReader.put(
                seat.reader(), networks.timeline(seat, Plan.random(seed, "timeline" + seat.reader()))));
        networks.goOn(minutes, Plan.random(seed, "networks"));
        return networks;
    }

    private Timeline timeline(Seat seat, RandomGenerator random) {
        var time = new SettableClock(clock.instant().minus(Duration.ofMinutes(10)));
        var doors = new Doors(mood, pages, clock);
        Account account = switch (seat.kind()) {
            case MASTODON -> new MastodonAccount(time, doors);
            case BLUESKY -> new BlueskyAccount(time, doors, refreshes);
        };
        return new Timeline(seat.reader(), account, time, seat.takesBack(), random);
    }

    private void goOn(int minutes, RandomGenerator random) {
        var moment =
                Math.max(SHORTEST_MOMENT.toMillis(), Duration.ofMinutes(minutes).toMillis() / MOST_CHANGES);
        var all = timelines();
        going.add(people.scheduleWithFixedDelay(
                () -> {
                    var timeline = all.get(random.nextInt(all.size()));
                    if (random.nextInt(BURST_OF) == 0) {
                        timeline.burst(clock.instant());
                    } else {
                        timeline.step(clock.instant());
                    }
                },
                0,
                moment,
                TimeUnit.MILLISECONDS));
        going.add(people.scheduleWithFixedDelay(this::expireTokens, 1, TOKEN.toSeconds(), TimeUnit.SECONDS));
    }

    /** Nothing happens any more, all tokens are good, and who reads a timeline from its top has all of it. */
    public void rest() throws InterruptedException {
        people.shutdown();
        if (!people.awaitTermination(LAST_CHANGE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the networks do not come to rest");
        }
        for (var task : going) {
            if (task.state() == Future.State.FAILED) {
                throw new IllegalStateException("nothing happened in timelines any more", task.exceptionNow());
            }
        }
        timelines().forEach(timeline -> timeline.account().door().rest());
    }

    public List<Timeline> timelines() {
        return List.copyOf(byReader.values());
    }

    /** Somebody's; empty if they have no account. */
    public Optional<Timeline> of(int reader) {
        return Optional.ofNullable(byReader.get(reader));
    }

    /** All of them do so from now on. @param lasts what they say of how long */
    public void misbehave(Misbehaviour how, Duration lasts) {
        mood.misbehave(how, clock.instant().plus(lasts));
        timelines().forEach(timeline -> timeline.account().misbehave(how));
    }

    public void behave() {
        mood.behave();
        timelines().forEach(timeline -> timeline.account().misbehave(Misbehaviour.NONE));
    }

    /** The tokens of the moment are over, where they ever are. What was asked is forgotten, too. */
    public void expireTokens() {
        timelines().forEach(timeline -> {
            timeline.account().expireTokens();
            timeline.account().servers().forEach(NetworkServer::forgetRequests);
        });
    }

    /** Springs with the next page of any timeline. */
    public Trap nextPage() {
        return pages;
    }

    /** Springs with the next refresh. */
    public Trap nextRefresh() {
        return refreshes;
    }

    /** What {@code BROADSHEET_FETCH_ALLOW} must hold. */
    public String allow() {
        return timelines().stream()
                .flatMap(timeline -> timeline.account().servers().stream())
                .map(NetworkServer::allow)
                .collect(Collectors.joining(","));
    }

    /** Where the services find what has one place in the world. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (var timeline : timelines()) {
            if (timeline.account() instanceof BlueskyAccount bluesky) {
                settings.put(
                        "broadsheet.bluesky.directory-url", bluesky.directory().toString());
                settings.put(
                        "broadsheet.bluesky.appview-url", bluesky.directory().toString());
            }
        }
        return settings;
    }

    @Override
    public void close() {
        people.shutdownNow();
        timelines().forEach(timeline -> timeline.account().close());
    }
}
