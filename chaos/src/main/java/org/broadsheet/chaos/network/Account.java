package org.broadsheet.chaos.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.NetworkServer;

/** An account at a double of a network, alone there. */
sealed interface Account extends AutoCloseable permits MastodonAccount, BlueskyAccount {
    /** Where its API is. */
    URI api();

    List<NetworkServer> servers();

    /** What its owner says to connect it. */
    Map<String, String> wish();

    /**
     * The owner follows the address to the network's own page and agrees.
     *
     * @return where their browser goes then
     * @throws AssertionError if that page shows an error
     */
    URI agree(URI authorize);

    DoubleTimeline timeline();

    Door door();

    /** Whether what was posted can be edited there. */
    boolean edits();

    /** What else misbehaves than its door. */
    void misbehave(Misbehaviour how);

    /** The tokens of the moment are over, where they ever are. */
    void expireTokens();

    @Override
    void close();

    static Answer json(int status, String body) {
        return Answer.of("application/json", body).withStatus(status);
    }
}
