package org.broadsheet.testing.network;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.SettableClock;
import org.jspecify.annotations.Nullable;

/** What the timelines of all doubles have: accounts that are followed, their posts in the order of the network, and faults. */
public final class DoubleTimeline {
    private final SettableClock clock;
    private final IntFunction<String> ids;
    private final List<DoublePost> posts = new ArrayList<>();
    /** Where each post stands, those that are gone included. */
    private final Map<String, Place> places = new HashMap<>();

    private final Set<String> followed = new TreeSet<>();
    private final Set<TimelineFault> faults = EnumSet.noneOf(TimelineFault.class);
    private int count;
    private int served;

    private record Place(Instant at, int count) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at).thenComparing(Place::count);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param ids makes the id of the nth post */
    DoubleTimeline(SettableClock clock, IntFunction<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    public synchronized void follow(String account) {
        followed.add(account);
    }

    public synchronized void unfollow(String account) {
        followed.remove(account);
    }

    public synchronized DoublePost post(String by, String text, @Nullable String link) {
        return add(by, text, link, DoublePost.Kind.POST, null, clock.instant());
    }

    /** A post that stands where an earlier time is. */
    public synchronized DoublePost backdated(String by, String text, Instant at) {
        return add(by, text, null, DoublePost.Kind.POST, null, at);
    }

    public synchronized DoublePost repost(String by, DoublePost of) {
        return add(by, "", null, DoublePost.Kind.REPOST, of.id(), clock.instant());
    }

    public synchronized DoublePost quote(String by, DoublePost of, String text) {
        return add(by, text, null, DoublePost.Kind.QUOTE, of.id(), clock.instant());
    }

    public synchronized DoublePost edit(DoublePost post, String text, @Nullable String link) {
        for (int i = 0; i < posts.size(); i++) {
            if (posts.get(i).id().equals(post.id())) {
                posts.set(i, posts.get(i).edited(text, link));
                return posts.get(i);
            }
        }
        throw new IllegalArgumentException("there is no " + post.id());
    }

    public synchronized void delete(DoublePost post) {
        posts.removeIf(known -> known.id().equals(post.id()));
    }

    /** Misbehaves so, and not as before; none behaves again. */
    public synchronized void misbehave(TimelineFault... how) {
        faults.clear();
        faults.addAll(Arrays.asList(how));
    }

    synchronized boolean has(TimelineFault fault) {
        return faults.contains(fault);
    }

    Instant now() {
        return clock.instant();
    }

    private DoublePost add(
            String by, String text, @Nullable String link, DoublePost.Kind kind, @Nullable String of, Instant at) {
        places.put(ids.apply(count), new Place(at, count));
        var post = new DoublePost(ids.apply(count++), by, text, link, kind, of, at, 0);
        int place = posts.size();
        while (place > 0 && posts.get(place - 1).at().isAfter(at)) {
            place--;
        }
        posts.add(place, post);
        return post;
    }

    synchronized Optional<DoublePost> find(@Nullable String id) {
        return posts.stream().filter(post -> post.id().equals(id)).findFirst();
    }

    /** Whether a post stands above an id, which may be that of one that is gone. Nothing is above what never was. */
    synchronized boolean isAbove(DoublePost post, @Nullable String id) {
        var place = places.get(id);
        return place != null && requireNonNull(places.get(post.id())).compareTo(place) > 0;
    }

    /** Whether it stands below. */
    synchronized boolean isBelow(DoublePost post, @Nullable String id) {
        return !isAbove(post, id) && !post.id().equals(id);
    }

    /** Posts given so far, all answers together. */
    public synchronized int served() {
        return served;
    }

    synchronized List<DoublePost> serve(List<DoublePost> page) {
        served += page.size();
        return page;
    }

    /** The home timeline, newest first. What is reposted and gone is gone with it. */
    synchronized List<DoublePost> newestFirst() {
        return posts.reversed().stream()
                .filter(post -> followed.contains(post.by()))
                .filter(post ->
                        post.kind() != DoublePost.Kind.REPOST || find(post.of()).isPresent())
                .toList();
    }

    /** The items of a page: from a place on, as many as were asked for, or as the faults let it be. */
    List<DoublePost> page(List<DoublePost> all, int from, int limit) {
        int size = has(TimelineFault.SHORT_PAGES) ? Math.max(1, limit / 2) : limit;
        int start = has(TimelineFault.DUPLICATES) && from > 0 ? from - 1 : from;
        return all.subList(start, Math.min(all.size(), from + size));
    }

    /** The place of an item; the number of items if it is none of them. */
    static int place(List<DoublePost> all, Predicate<DoublePost> which) {
        return IntStream.range(0, all.size())
                .filter(i -> which.test(all.get(i)))
                .findFirst()
                .orElse(all.size());
    }

    /** What every network answers when it misbehaves so; empty if it does not. */
    synchronized Optional<Answer> fault() {
        return has(TimelineFault.BROKEN)
                ? Optional.of(Answer.of("text/html", "<h1>Bad gateway</h1>").withStatus(502))
                : Optional.empty();
    }

    Answer finish(Answer answer) {
        return has(TimelineFault.SLOW) ? answer.stalling() : answer;
    }
}
