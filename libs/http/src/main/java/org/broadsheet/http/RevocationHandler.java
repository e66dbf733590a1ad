package org.broadsheet.http;

import java.util.List;
import org.broadsheet.events.CredentialRevoked;
import org.broadsheet.events.Service;
import org.broadsheet.messaging.MessageHandler;
import org.broadsheet.messaging.Received;

/** Keeps one service's table of revoked credentials; each service that answers HTTP declares a bean of this. */
public final class RevocationHandler implements MessageHandler<CredentialRevoked> {
    private final Service service;
    private final RevocationRepository repository;

    public RevocationHandler(Service service, RevocationRepository repository) {
        this.service = service;
        this.repository = repository;
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public Class<CredentialRevoked> type() {
        return CredentialRevoked.class;
    }

    @Override
    public void handle(List<Received<CredentialRevoked>> batch) {
        batch.forEach(message -> repository.revoke(
                message.event().credentialId(), message.event().expiresAt()));
    }
}
