package org.broadsheet.user.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
public interface AccountRepository extends GenericRepository<Account, UUID> {
    Optional<Account> findById(UUID id);

    Optional<Account> findByEmail(String email);

    /** @return 0 if the e-mail address has an account already */
    @Query("""
            INSERT INTO account (id, email, name, password_hash, created_at)
            VALUES (:id, :email, :name, :passwordHash, now())
            ON CONFLICT (email) DO NOTHING""")
    int open(UUID id, String email, @Nullable String name, String passwordHash);

    @Query("DELETE FROM account WHERE id = :id")
    int delete(UUID id);
}
