package org.broadsheet.standalone.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import org.broadsheet.messaging.DeadLetter;

/** For people. */
final class TextViews {
    /** Bytes that are shown of a body. */
    static final int MAX_BODY = 64 * 1024;

    private TextViews() {}

    /** A line for each consumer and reason. */
    static LetterView groups(PrintWriter out) {
        var groups = new LetterGroups();
        return new LetterView(groups::add, () -> print(out, groups));
    }

    /** A line for each letter. */
    static LetterView lines(PrintWriter out) {
        return LetterView.each(letter -> out.printf(
                "%s  %-28s %-20s attempts %2d %6d bytes  %s%n",
                letter.messageId(),
                letter.consumer(),
                Printable.time(letter.failedAt()),
                letter.attempts(),
                letter.body().length,
                Printable.line(letter.reason())));
    }

    /** Everything that a letter carries. */
    static LetterView pages(PrintWriter out) {
        return LetterView.each(letter -> page(out, letter));
    }

    private static void print(PrintWriter out, LetterGroups groups) {
        if (groups.groups().isEmpty()) {
            return;
        }
        row(out, "LETTERS", "CONSUMER", "OLDEST", "NEWEST", "REASON");
        groups.groups()
                .forEach((name, group) -> row(
                        out,
                        Long.toString(group.letters()),
                        name.consumer(),
                        Printable.time(group.oldest()),
                        Printable.time(group.newest()),
                        Printable.line(name.reason())));
    }

    private static void page(PrintWriter out, DeadLetter letter) {
        out.println("=== " + letter.messageId() + " of " + letter.consumer());
        letter.headers().forEach((name, value) -> out.println(Printable.line(name) + ": " + Printable.line(value)));
        out.println();
        var shown = Arrays.copyOf(letter.body(), Math.min(letter.body().length, MAX_BODY));
        out.println(Printable.text(new String(shown, UTF_8)));
        if (shown.length < letter.body().length) {
            out.println("(cut: " + shown.length + " of " + letter.body().length + " bytes)");
        }
        out.println();
    }

    private static void row(
            PrintWriter out, String letters, String consumer, String oldest, String newest, String reason) {
        out.printf("%7s  %-28s %-20s %-20s %s%n", letters, consumer, oldest, newest, reason);
    }
}
