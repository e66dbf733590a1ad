package org.broadsheet.feed.person;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.Page;
import org.broadsheet.http.PageRequest;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/sharers}: the persons who share with a reader, and the reader's word about who is one. */
@Controller("/api/v1/sharers")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class PersonController {
    private static final int MAX_ACCOUNTS = 20;
    private static final int MAX_QUERY = 200;
    private static final Comparator<Person> BY_NAME = Comparator.<Person, String>comparing(
                    person -> Likeness.foldedName(person.accounts().getFirst().name()))
            .thenComparing(person -> person.first().id());

    private final Roster roster;

    PersonController(Roster roster) {
        this.roster = roster;
    }

    @Serdeable
    record Word(@Nullable List<UUID> accounts) {}

    @Get
    Envelope<Page<PersonView>> list(
            CurrentUser user,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer page,
            @Nullable @QueryValue Integer size) {
        var request = PageRequest.of(page, size);
        var wanted = words(q);
        var persons = roster.of(user.id()).stream()
                .filter(person -> isWanted(person, wanted))
                .sorted(BY_NAME)
                .toList();
        var views = persons.stream()
                .skip(request.offset())
                .limit(request.size())
                .map(PersonView::of)
                .toList();
        return Envelope.of(Page.of(views, request, persons.size(), null));
    }

    private static String words(@Nullable String q) {
        if (q != null && (q.length() > MAX_QUERY || q.chars().anyMatch(Character::isISOControl))) {
            throw ProblemException.badRequest("q is part of a name or handle, at most " + MAX_QUERY + " characters.");
        }
        return q == null ? "" : q.strip();
    }

    private static boolean isWanted(Person person, String wanted) {
        var name = Likeness.foldedName(wanted);
        var handle = wanted.toLowerCase(Locale.ROOT);
        return person.accounts().stream()
                .anyMatch(account ->
                        !name.isEmpty() && Likeness.foldedName(account.name()).contains(name)
                                || Objects.requireNonNullElse(account.handle(), "")
                                        .toLowerCase(Locale.ROOT)
                                        .contains(handle));
    }

    @Put("/{id}")
    Envelope<PersonView> say(CurrentUser user, UUID id, @Body Word word) {
        var accounts = word.accounts();
        if (accounts == null || accounts.isEmpty() || accounts.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.badRequest("Send accounts: the ids of those that are this person, at least one.");
        }
        if (accounts.size() > MAX_ACCOUNTS) {
            throw ProblemException.unacceptable("A person has at most " + MAX_ACCOUNTS + " accounts.");
        }
        return roster.say(user.id(), id, new LinkedHashSet<>(accounts))
                .map(person -> Envelope.of(PersonView.of(person)))
                .orElseThrow(() -> ProblemException.notFound("Your feed knows no sharer with one of these ids."));
    }

    @Delete("/{id}")
    Envelope<PersonView> forget(CurrentUser user, UUID id) {
        return roster.forget(user.id(), id)
                .map(person -> Envelope.of(PersonView.of(person)))
                .orElseThrow(() -> ProblemException.notFound("Your feed knows no sharer with this id."));
    }
}
