package org.broadsheet.feed.image;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/**
 * {@code /api/v1/images/{signature}/{address}}: a picture of another site. Whatever the other side sends, the answer is a
 * bitmap or one of two fixed texts, and nothing in it can run.
 */
@Controller(ImageLinks.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
final class ImageController {
    private static final String NOTHING_RUNS = "default-src 'none'; form-action 'none'; sandbox";
    private static final String FOR_A_DAY = "public, max-age=86400, immutable";
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private final ImageLinks links;
    private final Images images;

    ImageController(ImageLinks links, Images images) {
        this.links = links;
        this.images = images;
    }

    @Get("/{signature}/{address}")
    @Produces(MediaType.ALL)
    HttpResponse<?> image(String signature, String address) {
        var url = links.read(signature, address);
        if (url.isEmpty()) {
            return none();
        }
        var found = images.get(url.get());
        if (found.isEmpty()) {
            return text(HttpStatus.SERVICE_UNAVAILABLE, "Too many pictures at once.")
                    .header(HttpHeaders.RETRY_AFTER, "2");
        }
        return switch (found.get()) {
            case Images.Result.NoPicture none -> none();
            case Images.Result.Picture(var type, var bytes) ->
                safe(HttpResponse.ok(bytes).contentType(type.mediaType())).header(HttpHeaders.CACHE_CONTROL, FOR_A_DAY);
        };
    }

    private static MutableHttpResponse<?> none() {
        return text(HttpStatus.NOT_FOUND, "There is no picture at this address.")
                .header(HttpHeaders.CACHE_CONTROL, FOR_AN_HOUR);
    }

    private static MutableHttpResponse<?> text(HttpStatus status, String text) {
        return safe(HttpResponse.status(status).body(text).contentType(MediaType.TEXT_PLAIN_TYPE));
    }

    private static MutableHttpResponse<?> safe(MutableHttpResponse<?> response) {
        return response.header("Content-Security-Policy", NOTHING_RUNS);
    }
}
