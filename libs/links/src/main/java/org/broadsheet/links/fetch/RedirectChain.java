package org.broadsheet.links.fetch;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** How far one fetch has been sent on, and what it may still carry. */
final class RedirectChain {
    private final WebUrl first;
    private final FetchRequest request;
    private final int limit;
    private final Set<String> visited = new HashSet<>();
    private WebUrl current;
    private @Nullable String authorization;
    private boolean permanent = true;
    private int followed;

    RedirectChain(WebUrl first, FetchRequest request, int limit) {
        this.first = first;
        this.current = first;
        this.request = request;
        this.limit = limit;
        this.authorization = request.authorization();
        visited.add(first.toString());
    }

    /** @throws FetchFailure if the chain ends here: too long, a circle, or to something that is no web address */
    void follow(Answer answer) throws FetchFailure {
        follow(answer.location() == null ? "" : answer.location(), answer.isPermanentRedirect());
    }

    /** The same for an address that stands in a page. */
    void follow(String location, boolean permanently) throws FetchFailure {
        if (++followed > limit) {
            throw new FetchFailure(FailureKind.TOO_MANY_REDIRECTS, "more than " + limit);
        }
        switch (WebUrl.parse(location, current)) {
            case Rejected rejected -> throw new FetchFailure(FailureKind.BLOCKED, "redirect: " + rejected.reason());
            case WebUrl next -> moveTo(next.withoutFragment(), permanently);
        }
    }

    private void moveTo(WebUrl next, boolean permanently) throws FetchFailure {
        if (!visited.add(next.toString())) {
            throw new FetchFailure(FailureKind.TOO_MANY_REDIRECTS, "a circle");
        }
        if (!next.sameOrigin(current)) {
            authorization = null;
        }
        permanent &= permanently;
        current = next;
    }

    WebUrl current() {
        return current;
    }

    FetchRequest request() {
        return request;
    }

    /** Null as soon as the chain has left its origin, and for good: the way back may be a stranger's. */
    @Nullable
    String authorization() {
        return authorization;
    }

    /** Whether it has left the host that was asked first, so that whatever happens is not that host's fault. */
    boolean hasLeftHost() {
        return !current.host().equals(first.host());
    }

    @Nullable
    URI movedTo() {
        return followed > 0 && permanent ? current.toUri() : null;
    }
}
