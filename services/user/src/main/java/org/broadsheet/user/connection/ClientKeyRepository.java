package org.broadsheet.user.connection;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The one key of our client at Bluesky's servers, sealed. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
interface ClientKeyRepository extends GenericRepository<ClientKeyRepository.Row, Boolean> {
    @MappedEntity("bluesky_client_key")
    record Row(@Id boolean onlyOne, String sealedKey) {}

    @Query("SELECT sealed_key FROM bluesky_client_key")
    Optional<String> find();

    /** Of several processes that make one at the same time, the first is kept. */
    @Query("""
            INSERT INTO bluesky_client_key (sealed_key, made_at) VALUES (:sealedKey, :now)
            ON CONFLICT DO NOTHING""")
    int add(String sealedKey, Instant now);

    /** In place of one that the secret key does not open any more. */
    @Query("UPDATE bluesky_client_key SET sealed_key = :sealedKey, made_at = :now WHERE sealed_key = :unreadable")
    int replace(String unreadable, String sealedKey, Instant now);
}
