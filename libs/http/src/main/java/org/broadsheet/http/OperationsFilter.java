package org.broadsheet.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Metrics are for the operator: where they share the public port, only this machine reads them; on a port of their own,
 * whom the network lets through. It is judged by the socket, never by a header that a caller can set.
 */
@ServerFilter("/prometheus/**")
final class OperationsFilter {
    private final int ownPort;

    OperationsFilter(@Value("${endpoints.all.port:-1}") int ownPort) {
        this.ownPort = ownPort;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        if (request.getServerAddress().getPort() == ownPort) {
            return null;
        }
        var address = request.getRemoteAddress().getAddress();
        return address != null && address.isLoopbackAddress()
                ? null
                : Envelope.problem(HttpStatus.NOT_FOUND, "There is nothing at this address.");
    }
}
