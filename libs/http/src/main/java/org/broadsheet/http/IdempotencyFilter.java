package org.broadsheet.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code Idempotency-Key} (IETF httpapi draft): the first answer to a keyed POST of a signed-in caller is kept for seven
 * days and given again to whoever repeats the call. Answers that say "not now" or "not like this" are not kept. Sessions and
 * tokens are left out: their answers are secrets, which are stored nowhere.
 */
@ServerFilter("/api/**")
final class IdempotencyFilter implements Ordered {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String STARTED = "idempotency.started";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,253}[\\x21-\\x7E])?");

    private final IdempotencyStores stores;
    private final ObjectMapper json;

    IdempotencyFilter(IdempotencyStores stores, ObjectMapper json) {
        this.stores = stores;
        this.json = json;
    }

    /** A call under way, between the two halves of this filter. */
    private record Started(IdempotencyStore store, String client, String key) {}

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> begin(HttpRequest<?> request, @Nullable @Body byte[] body) {
        var key = request.getHeaders().get(HEADER);
        if (key == null || !request.getMethodName().equals("POST")) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            return Envelope.problem(HttpStatus.BAD_REQUEST, "An Idempotency-Key has 1 to 255 printable characters.");
        }
        var credential = CurrentUserBinder.credentialOf(request);
        var store = stores.of(request);
        if (credential.isEmpty() || store.isEmpty() || isSecret(request)) {
            return null;
        }
        var client = credential.get().userId().toString();
        var fingerprint = Fingerprint.of(request, body == null ? new byte[0] : body, json);
        return switch (store.get().begin(client, key, fingerprint)) {
            case IdempotencyStore.Begun.First _ -> {
                request.setAttribute(STARTED, new Started(store.get(), client, key));
                yield null;
            }
            case IdempotencyStore.Begun.Running _ ->
                Envelope.problem(HttpStatus.CONFLICT, "The same call is still being worked on. Try again in a moment.");
            case IdempotencyStore.Begun.Other _ ->
                Envelope.problem(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This Idempotency-Key was used for a call with another content.");
            case IdempotencyStore.Begun.Finished finished ->
                HttpResponse.status(HttpStatus.valueOf(finished.status()))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(REPLAYED, "true")
                        .body(finished.body());
        };
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void finish(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var started = request.getAttribute(STARTED, Started.class);
        if (started.isEmpty()) {
            return;
        }
        var call = started.get();
        try {
            var body = response.getBody().orElse(null);
            if (isKept(response.code()) && body instanceof Envelope<?>) {
                call.store().finish(call.client(), call.key(), response.code(), json.writeValueAsBytes(body));
            } else {
                call.store().abandon(call.client(), call.key());
            }
        } catch (IOException e) {
            log.atWarn().setCause(e).log("an answer has no JSON form, so it can't be given again");
            call.store().abandon(call.client(), call.key());
        }
    }

    /** What a repetition could not change: done, or in conflict with what is there. */
    private static boolean isKept(int status) {
        return status < 300 || status == HttpStatus.CONFLICT.getCode();
    }

    private static boolean isSecret(HttpRequest<?> request) {
        return request.getPath().startsWith("/api/v1/tokens")
                || request.getPath().startsWith("/api/v1/sessions");
    }

    /** When it is known who calls. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
