package org.broadsheet.ingest.article;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The text that a page shows: how it begins, and how long it takes to read. */
final class PageText {
    private static final int WORDS_A_MINUTE = 265;
    private static final int CHARACTERS_A_MINUTE = 500;
    private static final int LETTERS_THAT_TELL = 100;
    /** Fewer words are of a list or a video, whose time would say nothing. */
    private static final int FEWEST_WORDS = 60;

    private static final int SHORTEST = 25;

    private static final String ASIDE = "nav, header, footer, aside, form, script, style";
    private static final String HIDDEN =
            "[hidden], [aria-hidden=true], [style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s*hidden]";

    private PageText() {}

    /** Its first piece of text that is more than a caption, where people see it. */
    static Optional<String> opening(Document page) {
        return Stream.of("article, main", "body")
                .flatMap(part -> page.select(part).stream().limit(3))
                .flatMap(part -> part.select("p, div, section, td, li, font, span").stream())
                .filter(element -> element.ownText().length() >= SHORTEST && isShown(element))
                .map(Element::text)
                .findFirst();
    }

    private static boolean isShown(Element element) {
        return element.closest(ASIDE) == null && element.closest(HIDDEN) == null;
    }

    /** How long it takes to read (algorithms.md 4.11), in minutes, 1 or more; empty for a page that shows next to no text. */
    static Optional<Integer> readingMinutes(Document page) {
        String text = page.select("article p, article li, main p, main li").isEmpty()
                ? paragraphs(page, "p, li")
                : paragraphs(page, "article p, article li, main p, main li");
        if (isWrittenWithoutSpaces(text)) {
            long characters = text.codePoints().filter(Character::isLetter).count();
            return characters < FEWEST_WORDS ? Optional.empty() : Optional.of(minutes(characters, CHARACTERS_A_MINUTE));
        }
        long words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
        return words < FEWEST_WORDS ? Optional.empty() : Optional.of(minutes(words, WORDS_A_MINUTE));
    }

    private static String paragraphs(Document page, String selector) {
        return page.select(selector).stream()
                .filter(PageText::isShown)
                .map(Element::text)
                .collect(Collectors.joining(" "));
    }

    /** Chinese, Japanese, Korean: told by the first letters. */
    private static boolean isWrittenWithoutSpaces(String text) {
        var letters = text.codePoints()
                .filter(Character::isLetter)
                .limit(LETTERS_THAT_TELL)
                .toArray();
        long cjk = Arrays.stream(letters).filter(PageText::isCjk).count();
        return cjk * 2 > letters.length;
    }

    private static boolean isCjk(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    private static int minutes(long amount, int each) {
        return (int) Math.min(Integer.MAX_VALUE, (amount + each - 1) / each);
    }
}
