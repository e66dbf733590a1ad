package org.broadsheet.user.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who reads. The password is only ever here as a salted hash. */
@MappedEntity
public record Account(@Id UUID id, String email, @Nullable String name, String passwordHash, Instant createdAt) {
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
