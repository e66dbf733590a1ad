package org.broadsheet.chaos.network;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.broadsheet.chaos.source.Papers;
import org.broadsheet.chaos.source.Share;
import org.broadsheet.chaos.source.Story;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.DoublePost;
import org.jspecify.annotations.Nullable;

/**
 * The home timeline of one person: people whom nobody else follows post, boost, edit and delete there. It knows what must
 * come of it. Thread-safe.
 */
public final class Timeline {
    private static final List<String> NAMES = List.of("ada", "ben", "cleo", "dov");
    private static final int FIRST_POSTS = 5;
    /** More than a page of Mastodon's. */
    private static final int BURST = 45;
    /** Of the posts of a burst; most posts have no link. */
    private static final int LINKED_OF_BURST = 9;
    /** How far below the newest something still changes: nobody remembers the posts of a timeline for ever. */
    private static final int DEPTH = 60;

    private final String name;
    private final List<String> voices;
    private final Account account;
    private final SettableClock clock;
    private final boolean takesBack;
    private final Papers papers = new Papers();
    private final RandomGenerator random;
    private final Ledger ledger = new Ledger();
    private int stories;

    /**
     * @param reader whose it is
     * @param clock of the account's network
     * @param takesBack whether posts are deleted, and edited to lead elsewhere, so that articles can leave feeds
     */
    Timeline(int reader, Account account, SettableClock clock, boolean takesBack, RandomGenerator random) {
        this.name = "timeline" + reader;
        this.voices = NAMES.stream().map(voice -> voice + reader).toList();
        this.account = account;
        this.clock = clock;
        this.takesBack = takesBack;
        this.random = random;
        voices.forEach(account.timeline()::follow);
        // The lowest of a timeline can't be found to be gone: nothing stands below it.
        for (int i = 0; i < FIRST_POSTS; i++) {
            clock.advance(Duration.ofMinutes(1));
            post(true);
        }
    }

    /** What happens next, at a time. */
    synchronized void step(Instant now) {
        // Answers are of one moment.
        synchronized (account.timeline()) {
            at(now);
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> repost();
                case 3, 4 -> edit();
                case 5, 6, 7, 8 -> takeBack();
                case 9, 10 -> post(false);
                default -> post(true);
            }
        }
    }

    /** So many posts at once that they are more than a page. */
    synchronized void burst(Instant now) {
        synchronized (account.timeline()) {
            for (int i = 0; i < BURST; i++) {
                at(now);
                post(i % LINKED_OF_BURST == 0);
            }
        }
    }

    /** No two posts stand at one time, so that it is clear who was first. */
    private void at(Instant now) {
        var next = clock.instant().plusMillis(1);
        var wanted = now.truncatedTo(ChronoUnit.MILLIS);
        clock.set(wanted.isBefore(next) ? next : wanted);
    }

    private void post(boolean linked) {
        var story = new Story(name + "-" + stories++, 1, linked ? List.of(link()) : List.of(), clock.instant());
        ledger.posted(account.timeline().post(voice(), story.text(), linkOf(story)), story);
    }

    private void repost() {
        ledger.reposted(account.timeline().repost(voice(), pick(recent(ledger.originals()))));
    }

    private void edit() {
        if (!account.edits()) {
            post(true);
            return;
        }
        var post = pick(recent(ledger.originals()));
        var story = ledger.story(post);
        boolean elsewhere = takesBack && !isFirst(post) && random.nextBoolean();
        var next = story.edited(elsewhere ? List.of(link()) : story.links());
        ledger.edited(account.timeline().edit(post, next.text(), linkOf(next)), next);
    }

    private void takeBack() {
        var leaving =
                recent(ledger.all()).stream().filter(post -> !isFirst(post)).toList();
        if (!takesBack || leaving.isEmpty()) {
            post(true);
            return;
        }
        var post = pick(leaving);
        account.timeline().delete(post);
        ledger.takenBack(post);
    }

    private boolean isFirst(DoublePost post) {
        return post.of() == null && ledger.story(post).guid().matches(".*-[0-" + (FIRST_POSTS - 1) + "]");
    }

    private static List<DoublePost> recent(List<DoublePost> posts) {
        return posts.subList(0, Math.min(DEPTH, posts.size()));
    }

    private DoublePost pick(List<DoublePost> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String voice() {
        return voices.get(random.nextInt(voices.size()));
    }

    /** Of a page that nobody has led to yet, or of one that this or other timelines and feeds lead to as well. */
    private URI link() {
        var known = ledger.shares().stream()
                .flatMap(share -> share.story().links().stream())
                .toList();
        return !known.isEmpty() && random.nextInt(5) == 0
                ? known.get(random.nextInt(known.size()))
                : papers.article(name, stories, random);
    }

    private static @Nullable String linkOf(Story story) {
        return story.links().isEmpty() ? null : story.links().getFirst().toString();
    }

    Account account() {
        return account;
    }

    /** What its reader asks for to connect the account. */
    public Map<String, String> wish() {
        return account.wish();
    }

    /**
     * The reader follows the address to the network's page and agrees.
     *
     * @return where their browser goes then; empty if that page shows an error
     */
    public Optional<URI> agree(URI authorize) {
        try {
            return Optional.of(account.agree(authorize));
        } catch (AssertionError error) {
            return Optional.empty();
        }
    }

    /** Where the account's API is, by which it is told from others. */
    public URI api() {
        return account.api();
    }

    /** What is there now, oldest first. */
    public List<Share> shares() {
        return ledger.shares();
    }

    /** What was there once and was taken back. */
    public Set<Said> gone() {
        return ledger.gone();
    }

    /** All links that were ever posted. */
    public Set<URI> everPublished() {
        return ledger.links();
    }

    /** Whether this is the name of one of those whom its reader follows. */
    public boolean hasVoice(String sharer) {
        return voices.contains(sharer);
    }

    /** Whether no feed and no other timeline leads there. */
    public boolean isOwn(String link) {
        return link.contains("/" + name + "/");
    }

    /** How much was ever posted, without edits. */
    public int posts() {
        return ledger.posts();
    }

    /** Pages that were given. */
    public int pages() {
        return account.door().pages();
    }

    /** When a reading from the top began after it had come to rest; empty if none has yet. */
    public Optional<Instant> readFrom() {
        return account.door().readFrom();
    }

    /** Asks to be left alone. */
    public void close() {
        account.door().close();
    }

    @Override
    public String toString() {
        return name;
    }
}
