package org.broadsheet.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The cookie that carries a browser's session; bound to the host ({@code __Host-}) wherever the page is on https. */
@Singleton
public final class SessionCookie {
    private final boolean secure;

    SessionCookie(HttpConfig config) {
        this.secure = config.secure();
    }

    public Cookie holding(String credential, Duration life) {
        return cookie(credential).maxAge(life.toSeconds());
    }

    public Cookie ended() {
        return cookie("").maxAge(0);
    }

    Optional<String> of(HttpRequest<?> request) {
        return request.getCookies().findCookie(name()).map(Cookie::getValue);
    }

    private String name() {
        return secure ? "__Host-broadsheet" : "broadsheet-session";
    }

    private Cookie cookie(String value) {
        return Cookie.of(name(), value).httpOnly(true).secure(secure).path("/").sameSite(SameSite.Lax);
    }
}
