package org.broadsheet.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.chaos.check.Invariant;

/**
 * Reads a list to its end by small pages while it grows. What was listed before they began and still is when they have
 * ended must have been on exactly one page.
 */
final class ReaderHabit implements Habit {
    private static final Duration PAGE_IS_READ = Duration.ofMillis(60);
    private static final Duration REST = Duration.ofMillis(300);
    private static final int SMALL = 7;
    private static final int LARGE = 100;

    private final Person person;
    private final Function<Person, Set<String>> theirs;
    private int round;

    ReaderHabit(Person person, Function<Person, Set<String>> theirs) {
        this.person = person;
        this.theirs = theirs;
    }

    @Override
    public void step() {
        var order = round++ % 2 == 0 ? "newest" : "popular";
        var before = Reading.articles(person.api(), "feed?order=" + order, LARGE);
        var pages = Reading.articles(person.api(), "feed?order=" + order, SMALL, page -> Pause.of(PAGE_IS_READ));
        var after = Reading.articles(person.api(), "feed?order=" + order, LARGE);
        if (before.isPresent() && pages.isPresent() && after.isPresent()) {
            compare(order, before.get(), pages.get(), after.get());
            person.seen(after.get(), theirs.apply(person));
        }
        Pause.of(REST);
    }

    private void compare(String order, List<Article> before, List<Article> pages, List<Article> after) {
        var seen = new HashSet<String>();
        var twice = new ArrayList<String>();
        for (var article : pages) {
            if (!seen.add(article.url())) {
                twice.add(article.url());
            }
        }
        var stayed = urls(before);
        stayed.retainAll(urls(after));
        person.findings().looked(Invariant.I4, stayed.size());
        twice.forEach(url -> person.findings()
                .violated(Invariant.I4, "%s read on by %s and saw %s twice".formatted(person.profile(), order, url)));
        stayed.removeAll(seen);
        stayed.forEach(url -> person.findings()
                .violated(
                        Invariant.I4,
                        "%s read on by %s and never saw %s, which was listed before and after"
                                .formatted(person.profile(), order, url)));
    }

    private static Set<String> urls(List<Article> articles) {
        return articles.stream().map(Article::url).collect(Collectors.toCollection(HashSet::new));
    }
}
