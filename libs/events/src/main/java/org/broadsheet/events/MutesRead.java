package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * ingest to filter: what a reader has muted at a network. The whole list of one version takes the place of what its
 * connection said before; a long one comes in parts, which count when all of them are there.
 *
 * @param handle of the connected account, as the network writes it, without {@code @}
 * @param version counts up for one connection; an older one never overwrites a newer
 * @param part counted from 1
 * @param parts of this version, 1 to {@value #MAX_PARTS}
 * @param mutes at most {@value #MAX_MUTES}
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record MutesRead(
        UUID connectionId,
        UUID userId,
        Network network,
        String handle,
        long version,
        int part,
        int parts,
        List<Mute> mutes)
        implements Event {
    public static final int MAX_PARTS = 20;
    public static final int MAX_MUTES = 50;

    public MutesRead {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(userId, "userId");
        requireNonNull(network, "network");
        requireNonNull(handle, "handle");
        mutes = List.copyOf(mutes);
        if (parts < 1 || parts > MAX_PARTS || part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts);
        }
        if (mutes.size() > MAX_MUTES) {
            throw new IllegalArgumentException("at most " + MAX_MUTES + " mutes, not " + mutes.size());
        }
    }

    @Override
    public String identity() {
        return connectionId + ":" + version + ":" + part;
    }

    /** Without what is muted, which is nobody's business. */
    @Override
    public String toString() {
        return "MutesRead[" + identity() + " of " + parts + "]";
    }
}
