package org.broadsheet.networks;

import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.links.fetch.FailureKind;

/** RFC 7009: what an answer to a revocation means. */
final class Revocation {
    private Revocation() {}

    /** Whether there is nothing left to do: done, or refused in a way that another try would not change. */
    static boolean isDone(ApiResult result) {
        return switch (result) {
            case ApiResult.Answered answered -> answered.status() < 500 && answered.status() != 429;
            case ApiResult.Failed failed -> failed.kind() == FailureKind.BLOCKED;
        };
    }
}
