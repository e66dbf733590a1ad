package org.broadsheet.feed.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in an answer.
 *
 * @param id that of one of the accounts; the ids of the others name the person as well
 * @param name as the account that shared last has it
 * @param accounts who shared last comes first
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record PersonView(UUID id, String name, List<AccountView> accounts, Person.@Nullable Merged merged) {

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AccountView(UUID id, String network, @Nullable String handle, String name, List<String> sites) {}

    static PersonView of(Person person) {
        return new PersonView(
                person.first().id(),
                person.accounts().getFirst().name(),
                person.accounts().stream()
                        .map(account -> new AccountView(
                                account.id(), account.network(), account.handle(), account.name(), account.sites()))
                        .toList(),
                person.merged());
    }
}
