package org.broadsheet.links;

/** Why a text is not taken as a URL or a link. */
public enum RejectReason {
    TOO_LONG("it is longer than " + WebUrl.MAX_BYTES + " bytes"),
    NOT_ABSOLUTE("it does not begin with http:// or https://"),
    UNSUPPORTED_SCHEME("only http and https addresses can be read"),
    USER_INFO("it carries a user name or password"),
    BACKSLASH("it has a backslash in its host part"),
    NO_HOST("it names no host"),
    BAD_HOST("its host name is not valid"),
    AMBIGUOUS_ADDRESS("its host is a number that programs read differently"),
    BAD_PORT("its port is not a number from 0 to 65535"),
    HOME_PAGE("it is a bare home page"),
    IMAGE("it is an image"),
    SHARE_BUTTON("it is a button to share a page");

    private final String words;

    RejectReason(String words) {
        this.words = words;
    }

    /** Words for a person, a clause that says what is wrong with the address. */
    public String words() {
        return words;
    }
}
