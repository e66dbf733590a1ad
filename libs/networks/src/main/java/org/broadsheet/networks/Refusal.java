package org.broadsheet.networks;

/** Why an account was not connected, in words for its reader. What a server is, or is not, shows in none of them. */
public enum Refusal {
    /** Not there, not public, redirecting, answering for another host, or not speaking the protocol: all look the same. */
    SERVER("The server could not be reached, or it is not one that accounts can be connected at."),
    /** No such handle, or its account does not name it. */
    HANDLE("This handle could not be found, or its account does not say that it is its own."),
    /** Of an app password. */
    PASSWORD("The server does not know this handle with this app password."),
    /** What came back from the network is not what was asked for. */
    ANSWER("The server's answer does not fit what was asked for. Please connect again."),
    /** X without a client of the operator's. */
    CLIENT("X needs a client: give the id (and secret) of one of your own."),
    /** Bluesky from an address that its servers can't reach. */
    PUBLIC_URL("Bluesky sends readers back to an https address only. Use an app password here.");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
