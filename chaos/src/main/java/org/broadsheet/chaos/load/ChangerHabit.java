package org.broadsheet.chaos.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.broadsheet.chaos.source.FakeSource;
import org.broadsheet.chaos.source.Newsroom;
import org.broadsheet.chaos.source.Papers;

/** Subscribes and unsubscribes, blocks and unblocks, reads and saves, and now and then looks where they may not. */
final class ChangerHabit implements Habit {
    private static final Duration REST = Duration.ofMillis(350);
    /** The sites that people block; the others stay. */
    private static final int BLOCKED_SITES = 4;

    private final Person person;
    private final Newsroom newsroom;
    private final List<FakeSource> sources;
    private final Function<Person, Set<String>> theirs;
    private final Function<Person, Profile> another;

    ChangerHabit(
            Person person,
            Newsroom newsroom,
            List<FakeSource> sources,
            Function<Person, Set<String>> theirs,
            Function<Person, Profile> another) {
        this.person = person;
        this.newsroom = newsroom;
        this.sources = sources;
        this.theirs = theirs;
        this.another = another;
    }

    @Override
    public void step() {
        switch (person.random().nextInt(10)) {
            case 0, 1 -> changeSubscription();
            case 2, 3, 4 -> changeBlocking();
            case 5, 6 -> article().ifPresent(article -> person.save(article, !article.saved()));
            case 7 -> article().ifPresent(article -> person.read(article, !article.read()));
            case 8 -> article().ifPresent(this::markRead);
            default -> pry();
        }
        Pause.of(REST);
    }

    private void changeSubscription() {
        var source = newsroom.address(sources.get(person.random().nextInt(sources.size())));
        var now = person.profile().subscription(source).possible();
        if (now.equals(Set.of(true))) {
            person.unsubscribe(source);
        } else {
            person.subscribe(source, person.random().nextBoolean());
        }
    }

    private void changeBlocking() {
        var site = Papers.site(person.random().nextInt(BLOCKED_SITES));
        boolean blocked = person.profile().blocking(site).possible().contains(true);
        person.block(site, !blocked);
    }

    private Optional<Article> article() {
        var order = person.random().nextBoolean() ? "newest" : "popular";
        if (person.api().get("feed?size=30&order=" + order) instanceof Reply.Answered answered && answered.isGood()) {
            var items = answered.data().path("items");
            var articles = new java.util.ArrayList<Article>();
            items.forEach(item -> articles.add(Article.of(item)));
            person.seen(articles, theirs.apply(person));
            return articles.isEmpty()
                    ? Optional.empty()
                    : Optional.of(articles.get(person.random().nextInt(articles.size())));
        }
        return Optional.empty();
    }

    /** With a key, and once more with the same. */
    private void markRead(Article article) {
        var body = Map.of("ids", List.of(article.id().toString()));
        var key = person.newKey();
        var attempt = person.profile().reading(article.id()).begin(true);
        if (person.until(() -> person.api().post("feed/read", body, key)) instanceof Reply.Answered answered
                && answered.isGood()) {
            if (answered.data().path("articles").asInt() == 1) {
                attempt.ok(); // otherwise it was read already, or had left the feed meanwhile
            }
            person.repeat("feed/read", body, key, answered);
        }
    }

    private void pry() {
        var other = another.apply(person);
        other.api()
                .filter(api -> api.get("digests?size=1") instanceof Reply.Answered answered
                        && answered.isGood()
                        && !answered.data().path("items").isEmpty())
                .ifPresent(api -> {
                    if (api.get("digests?size=1") instanceof Reply.Answered answered) {
                        person.pry("digests/"
                                + answered.data()
                                        .path("items")
                                        .path(0)
                                        .path("id")
                                        .asText());
                    }
                });
    }
}
