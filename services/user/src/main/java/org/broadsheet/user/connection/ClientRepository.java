package org.broadsheet.user.connection;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Our clients at Mastodon servers, their secrets sealed. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "user")
interface ClientRepository extends GenericRepository<ClientRepository.Row, String> {
    @MappedEntity("mastodon_client")
    record Row(@Id String server, String clientId, String sealedSecret, String scopes, String redirectUri) {}

    Optional<Row> findByServer(String server);

    @Query("""
            INSERT INTO mastodon_client (server, client_id, sealed_secret, scopes, redirect_uri, registered_at)
            VALUES (:server, :clientId, :sealedSecret, :scopes, :redirectUri, :now)
            ON CONFLICT (server) DO UPDATE
               SET client_id = excluded.client_id, sealed_secret = excluded.sealed_secret, scopes = excluded.scopes,
                   redirect_uri = excluded.redirect_uri, registered_at = excluded.registered_at""")
    int keep(String server, String clientId, String sealedSecret, String scopes, String redirectUri, Instant now);

    @Query("DELETE FROM mastodon_client WHERE server = :server")
    int forget(String server);
}
