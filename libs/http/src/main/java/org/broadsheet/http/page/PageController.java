package org.broadsheet.http.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** The page's one document; all else of it are files. */
@Controller
@Requires(resources = "classpath:broadsheet/web/index.html")
@Secured(SecurityRule.IS_ANONYMOUS)
final class PageController {
    private final String document = PageProperties.read("index.html");

    @Get(produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(document).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
