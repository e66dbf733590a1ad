package org.broadsheet.chaos.load;

import java.time.Duration;
import java.time.InstantSource;

/** Only looks what is there, and notes when it was there first: all of it must come in a digest. */
final class QuietHabit implements Habit {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int PAGE = 100;

    private final Person person;
    private final InstantSource clock;

    QuietHabit(Person person, InstantSource clock) {
        this.person = person;
        this.clock = clock;
    }

    @Override
    public void step() {
        Reading.articles(person.api(), "feed?order=newest", PAGE)
                .ifPresent(articles ->
                        articles.forEach(article -> person.profile().listed(article.id(), clock.instant())));
        Pause.of(REST);
    }
}
