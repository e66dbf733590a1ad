package org.broadsheet.links;

/** Ends the parsing of one URL; never leaves this package. Without a stack trace, since feeds are full of bad URLs. */
final class UrlRefusal extends RuntimeException {
    private final transient Rejected rejected;

    UrlRefusal(RejectReason reason) {
        super(reason.words(), null, false, false);
        this.rejected = new Rejected(reason);
    }

    Rejected rejected() {
        return rejected;
    }
}
