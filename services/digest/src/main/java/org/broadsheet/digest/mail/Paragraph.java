package org.broadsheet.digest.mail;

/** Plain text in lines of at most 72 characters, where its words allow it. */
final class Paragraph {
    private static final int WIDTH = 72;

    private Paragraph() {}

    static String wrap(String line) {
        var text = new StringBuilder(line.length() + 16);
        int column = 0;
        for (var word : line.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
