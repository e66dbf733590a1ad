package org.broadsheet.links.fetch;

import org.jspecify.annotations.Nullable;

/**
 * The answer of one hop.
 *
 * @param body empty for any status but 200
 */
@SuppressWarnings("ArrayRecordComponent") // a body is never compared
record Answer(
        int status,
        @Nullable String location,
        @Nullable String contentType,
        Validators validators,
        CacheHints hints,
        byte[] body) {

    boolean isRedirect() {
        return location != null && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
    }

    boolean isPermanentRedirect() {
        return status == 301 || status == 308;
    }
}
