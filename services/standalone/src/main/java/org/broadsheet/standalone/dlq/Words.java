package org.broadsheet.standalone.dlq;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    static String letters(long number) {
        return number == 1 ? "1 dead letter" : number + " dead letters";
    }
}
