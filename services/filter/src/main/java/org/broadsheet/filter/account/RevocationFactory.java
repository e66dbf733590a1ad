package org.broadsheet.filter.account;

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
    @Named("filter")
    RevocationHandler filterRevocations(@Named("filter") RevocationRepository repository) {
        return new RevocationHandler(Service.FILTER, repository);
    }
}
