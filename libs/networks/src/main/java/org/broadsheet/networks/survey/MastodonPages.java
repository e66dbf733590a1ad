package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.LinkHeader;
import org.broadsheet.networks.timeline.Paths;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/** Whom someone muted or blocked at Mastodon: accounts and servers, in pages that the {@code Link} header joins. */
final class MastodonPages extends Asking {
    /** The most that Mastodon has in a page of accounts, and in one of servers. */
    private static final int ACCOUNTS = 80;

    private static final int SERVERS = 200;

    private final URI api;
    private final String path;
    private final int size;
    private final Mutes mutes = new Mutes();
    private @Nullable String below;
    private boolean isLast;

    private MastodonPages(URI api, SurveyPart part, String path, int size) {
        super(part, MastodonLists.LIMITS);
        this.api = api;
        this.path = path;
        this.size = size;
    }

    static MastodonPages muted(URI api) {
        return new MastodonPages(api, SurveyPart.MUTED, "/api/v1/mutes", ACCOUNTS);
    }

    static MastodonPages blocked(URI api) {
        return new MastodonPages(api, SurveyPart.BLOCKED, "/api/v1/blocks", ACCOUNTS);
    }

    static MastodonPages servers(URI api) {
        return new MastodonPages(api, SurveyPart.SERVERS, "/api/v1/domain_blocks", SERVERS);
    }

    @Override
    Optional<URI> address() {
        return isLast || mutes.isFull()
                ? Optional.empty()
                : Optional.of(
                        api.resolve(path + "?limit=" + size + (below == null ? "" : "&max_id=" + Paths.encode(below))));
    }

    /** Of the address of the next page the id alone is used. */
    @Override
    boolean read(JsonNode json, ApiResult.Answered answered, Instant now) {
        var items = Tree.list(json, SERVERS);
        items.forEach(item -> add(item, now));
        below = new LinkHeader(answered).parameter("next", "max_id").orElse(null);
        isLast = below == null || items.isEmpty();
        return json.isArray();
    }

    private void add(JsonNode item, Instant now) {
        if (item.isTextual()) {
            mutes.server(item.textValue());
        } else if (Mutes.end(item, "mute_expires_at")
                .filter(end -> !end.isAfter(now))
                .isEmpty()) {
            addAccount(item);
        }
    }

    /** Under the key that its posts have. */
    private void addAccount(JsonNode account) {
        var handle = Tree.id(account, "acct")
                .or(() -> Tree.id(account, "username"))
                .map(acct -> acct.contains("@") ? acct : acct + "@" + api.getAuthority());
        var end = Mutes.end(account, "mute_expires_at").orElse(null);
        handle.ifPresent(known -> mutes.account(
                "mastodon:"
                        + Tree.id(account, "uri")
                                .or(() -> Tree.id(account, "url"))
                                .orElse(known),
                known,
                end));
    }

    @Override
    Finding.Found found() {
        return Finding.Found.mutes(mutes.toList());
    }
}
