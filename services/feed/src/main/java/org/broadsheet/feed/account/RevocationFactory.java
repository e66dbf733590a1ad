package org.broadsheet.feed.account;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.broadsheet.events.Service;
import org.broadsheet.http.RevocationHandler;
import org.broadsheet.http.RevocationRepository;

/** Keeps this service's table of revoked credentials. */
@Factory
final class RevocationFactory {
    @Singleton
    @Named("feed")
    RevocationHandler feedRevocations(@Named("feed") RevocationRepository repository) {
        return new RevocationHandler(Service.FEED, repository);
    }
}
