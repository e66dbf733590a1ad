package org.broadsheet.digest.unsubscribe;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.security.SecureRandom;
import java.util.Base64;
import org.broadsheet.digest.mail.Templates;
import org.broadsheet.digest.notice.Notices;
import org.broadsheet.digest.schedule.Schedules;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;

/**
 * {@code /api/v1/unsubscribe/{token}}: one POST ends a digest, or the notices of pauses (RFC 8058), whoever sends it, as often as they like. Looking
 * changes nothing, since programs that read mail follow every link.
 */
@Controller("/api/v1/unsubscribe")
@Secured(SecurityRule.IS_ANONYMOUS)
final class UnsubscribeController {
    private static final String DONE = "This digest is not mailed any more.";
    private static final String NOTICES_DONE = "Pauses are not mailed any more.";
    private static final int NONCE_BYTES = 16;

    private final UnsubscribeLinks links;
    private final Schedules schedules;
    private final Notices notices;
    private final Templates templates;
    private final SecureRandom random = new SecureRandom();

    UnsubscribeController(UnsubscribeLinks links, Schedules schedules, Notices notices, Templates templates) {
        this.links = links;
        this.schedules = schedules;
        this.notices = notices;
        this.templates = templates;
    }

    @Get("/{token}")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> ask(String token) {
        return page(named(token), false);
    }

    /** The body says only what the address says already, so none of it is read. */
    @Post("/{token}")
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    HttpResponse<?> unsubscribe(String token, HttpRequest<?> request) {
        var named = named(token);
        end(named);
        boolean browser = request.accept().contains(MediaType.TEXT_HTML_TYPE);
        var done = Envelope.done(named.isOfNotices() ? NOTICES_DONE : DONE);
        return browser ? page(named, true) : HttpResponse.ok(done).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private void end(UnsubscribeLinks.Named named) {
        if (named.isOfNotices()) {
            notices.refuse(named.userId());
        } else {
            schedules.unsubscribe(named.userId(), named.scheduleId());
        }
    }

    private UnsubscribeLinks.Named named(String token) {
        return links.read(token).orElseThrow(() -> ProblemException.notFound("There is nothing at this address."));
    }

    private HttpResponse<?> page(UnsubscribeLinks.Named named, boolean done) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return HttpResponse.ok(templates.unsubscribePage(nonce, named.isOfNotices(), done))
                .contentType(MediaType.TEXT_HTML_TYPE)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-" + nonce
                                + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                // With no-referrer the button would send "Origin: null", which the server refuses on localhost.
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
