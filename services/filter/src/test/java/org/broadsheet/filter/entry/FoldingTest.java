package org.broadsheet.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {
    private static boolean finds(String word, boolean whole, String text) {
        return Folding.text(text).contains(Folding.needle(word, whole));
    }

    @ParameterizedTest
    @CsvSource({
        "sand, 'Sand, sea'",
        "and, 'this AND that'",
        "trump, '#Trump!'",
        "trump, 'Trump’s tower'",
        "don't, 'I don’t know'",
        "STRAßE, 'die straße hier'",
        "ΟΔΟΣ, 'η οδός; η οδος'",
        "ｃａｆé, 'Cafe\u0301 noir'",
        "ﬁsh, 'FISH'",
        "c++, 'I like C++.'",
        "#tag, 'a #Tag here'",
        "two words, 'two \u00A0 words'",
        "'spoiler: end', 'SPOILER: end of it'",
        "zerowidth, 'zero\u200Bwidth'",
        "選挙, '今日は選挙です'",
        "ガザ, 'ﾎﾟｽﾄ ﾊﾏｽとｶﾞｻﾞ地区'",
        "เลือกตั้ง, 'การเลือกตั้งทั่วไป'",
        "🦀, 'rust🦀lang'"
    })
    void aWordIsFound(String word, String text) {
        assertThat(finds(word, true, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "and, 'sand'",
        "and, 'sandy'",
        "trump, 'trump2024'",
        "trump, 'trump_tower'",
        "cafe, 'café'",
        "cafe, 'cafe\u0301'",
        "c++, 'C is a letter'",
        "#tag, 'a tag'",
        "two words, 'two other words'",
        "two words, 'two, words'",
        "два, 'двадцать'",
        "선거, '선거는'"
    })
    void aPartOfALongerWordIsNot(String word, String text) {
        assertThat(finds(word, true, text)).isFalse();
    }

    @Test
    void aPartOfAWordIsFoundWhereThatIsWanted() {
        assertThat(finds("and", false, "Sandy")).isTrue();
        assertThat(finds("d b", false, "sand beach")).isTrue();
        assertThat(finds("nd", false, "a n d")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200B", "\u0001"})
    void whatLeavesNothingToLookForIsNothing(String word) {
        assertThat(Folding.needle(word, true)).isEmpty();
        assertThat(Folding.needle(word, false)).isEmpty();
    }

    @Test
    void foldingAFoldedTextChangesNothing() {
        for (var text : List.of("Ἀθῆναι ﬃ ﷺ Ǆ İstanbul ıı ß ẞ", "ｶﾞｷﾞ 한국어 देवनागरी", "a\u0301\u0327 b")) {
            var once = Folding.text(text);
            assertThat(Folding.text(once.replace(String.valueOf(Folding.EDGE), "")))
                    .isEqualTo(once);
        }
    }

    /** A letter of the model: as it is written, as it is compared, and what it is: letter, letter without spaces, other. */
    private record Sign(String written, String folded, char kind) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("a", "a", 'L'),
            new Sign("A", "a", 'L'),
            new Sign("ａ", "a", 'L'),
            new Sign("b", "b", 'L'),
            new Sign("É", "é", 'L'),
            new Sign("é", "é", 'L'),
            new Sign("ς", "σ", 'L'),
            new Sign("Σ", "σ", 'L'),
            new Sign("1", "1", 'L'),
            new Sign("_", "_", 'L'),
            new Sign("中", "中", 'S'),
            new Sign("の", "の", 'S'),
            new Sign(" ", " ", 'O'),
            new Sign("\u00A0", " ", 'O'),
            new Sign("’", "'", 'O'),
            new Sign("#", "#", 'O'),
            new Sign("-", "-", 'O'));

    /** Every place where the word could stand is tried, letter by letter. */
    private static boolean isFoundByModel(List<Sign> word, boolean whole, List<Sign> text) {
        for (int at = 0; at + word.size() <= text.size(); at++) {
            boolean same = true;
            for (int i = 0; i < word.size(); i++) {
                same &= word.get(i).folded().equals(text.get(at + i).folded());
            }
            int end = at + word.size();
            boolean free = (at == 0 || isApart(text.get(at - 1), word.getFirst()))
                    && (end == text.size() || isApart(word.getLast(), text.get(end)));
            if (same && (free || !whole)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isApart(Sign left, Sign right) {
        return left.kind() != 'L' || right.kind() != 'L';
    }

    /** One space where there were several, none at the ends. */
    private static List<Sign> spaced(List<Sign> signs) {
        var kept = new ArrayList<Sign>();
        for (var sign : signs) {
            boolean space = sign.folded().equals(" ");
            if (!space || !kept.isEmpty() && !kept.getLast().folded().equals(" ")) {
                kept.add(sign);
            }
        }
        return !kept.isEmpty() && kept.getLast().folded().equals(" ") ? kept.subList(0, kept.size() - 1) : kept;
    }

    private static String written(List<Sign> signs) {
        return signs.stream().map(Sign::written).collect(Collectors.joining());
    }

    private static List<Sign> some(Random random, int most) {
        return random.ints(1 + random.nextInt(most), 0, SIGNS.size())
                .mapToObj(SIGNS::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void wordsAreFoundAsAPlainModelFindsThem(long seed) {
        var random = new Random(seed);
        int found = 0;
        int missed = 0;
        for (int round = 0; round < 20_000; round++) {
            var text = some(random, 14);
            int from = random.nextInt(text.size());
            var word = random.nextBoolean()
                    ? some(random, 4)
                    : text.subList(from, Math.min(text.size(), from + 1 + random.nextInt(4)));
            boolean whole = random.nextInt(4) > 0;
            if (spaced(word).isEmpty()) {
                continue;
            }
            boolean expected = isFoundByModel(spaced(word), whole, spaced(text));
            assertThat(finds(written(word), whole, written(text)))
                    .as("'%s' (whole: %s) in '%s'", written(word), whole, written(text))
                    .isEqualTo(expected);
            found += expected ? 1 : 0;
            missed += expected ? 0 : 1;
        }
        assertThat(found).isGreaterThan(1_000);
        assertThat(missed).isGreaterThan(1_000);
    }
}
