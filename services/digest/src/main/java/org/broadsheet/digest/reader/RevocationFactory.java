package org.broadsheet.digest.reader;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.broadsheet.events.Service;
import org.broadsheet.http.RevocationHandler;
import org.broadsheet.http.RevocationRepository;

/** Keeps this service's own table of credentials that are no longer good. */
@Factory
final class RevocationFactory {
    @Singleton
    RevocationHandler digestRevocations(@Named("digest") RevocationRepository repository) {
        return new RevocationHandler(Service.DIGEST, repository);
    }
}
