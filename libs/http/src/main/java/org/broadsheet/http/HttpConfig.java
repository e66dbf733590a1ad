package org.broadsheet.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;

/**
 * @param secretKey at least 32 characters; signs credentials, the same for every service
 * @param publicUrl the origin under which browsers reach the system; https makes cookies secure
 */
@ConfigurationProperties("broadsheet")
public record HttpConfig(String secretKey, URI publicUrl) {
    public boolean secure() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    @Override
    public String toString() {
        return "HttpConfig[publicUrl=" + publicUrl + "]";
    }
}
