package org.broadsheet.chaos.check;

/** What must hold whatever happens (reliability.md 8, R8.3). */
public enum Invariant {
    I1("nothing is lost"),
    I2("everything is there once"),
    I3("nothing is there that rules exclude or that nobody said"),
    I4("reading on through a changing feed shows each article once"),
    I5("60 s after the last fault nothing waits, and the dead letters are the poison"),
    I6("one mail for each slot, and none after unsubscribing"),
    I7("one effect for each idempotency key"),
    I8("nobody sees what is another's"),
    I9("what was acknowledged stays"),
    I10("descriptors, heap and connections are as at the start"),
    I11("what a timeline brought is in its reader's feed, and in nobody else's"),
    I12("what was taken back at a network is in no feed");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
