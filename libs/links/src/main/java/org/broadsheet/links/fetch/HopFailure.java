package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;

/** What the exception that ended a hop means. */
record HopFailure(FailureKind kind, String detail) {
    HopFailure {
        requireNonNull(kind, "kind");
        requireNonNull(detail, "detail");
    }

    static HopFailure of(Exception e, Deadline deadline) {
        return deadline.hasPassed()
                ? new HopFailure(FailureKind.TIMED_OUT, "the total budget ran out")
                : new HopFailure(kind(e), e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static FailureKind kind(Exception e) {
        return switch (e) {
            case BlockedAddressException _ -> FailureKind.BLOCKED;
            case FetchFailure own -> own.kind();
            case UnknownHostException _ -> FailureKind.UNREACHABLE;
            case InterruptedIOException _ -> FailureKind.TIMED_OUT;
            case Exception protocol when isProtocol(protocol) -> FailureKind.UNREADABLE;
            default -> FailureKind.UNREACHABLE;
        };
    }

    private static boolean isProtocol(Exception e) {
        return e instanceof ClientProtocolException
                || e.getCause() instanceof HttpException
                || e instanceof MessageConstraintException
                || e.getCause() instanceof ProtocolException
                || e instanceof MalformedChunkCodingException;
    }
}
