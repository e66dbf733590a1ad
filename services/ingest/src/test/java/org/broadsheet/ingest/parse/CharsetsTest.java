package org.broadsheet.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {

    /** Nothing is declared, and the text is short, as a feed with one entry is. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            windows-1252 | Größe
            windows-1252 | Über die Maße
            windows-1252 | Café, “à la carte” – naïve déjà vu
            windows-1252 | El Niño llegó mañana: ¿qué pasó?
            windows-1252 | São Paulo não é a capital; você já sabia?
            windows-1252 | Räksmörgås på Åland är gott
            windows-1252 | Perché l’Italia è così bella? Città e libertà
            windows-1252 | Don’t panic — it’s 20 € only…
            windows-1252 | Það er ekki auðvelt að læra íslensku
            windows-1251 | Съешь же ещё этих мягких французских булок, да выпей чаю
            KOI8-R       | Съешь же ещё этих мягких французских булок, да выпей чаю
            windows-1255 | כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם
            windows-1253 | Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα
            x-windows-874 | มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ
            GB18030      | 人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。
            Big5-HKSCS   | 人人生而自由,在尊嚴和權利上一律平等。他們賦有理性和良心,並應以兄弟關係的精神相對待。
            windows-31j  | すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
            EUC-JP       | すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
            x-windows-949 | 모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.
            """)
    void areGuessedFromTheLettersOfAFeed(String charset, String text) {
        String feed = "<rss><channel><title>News</title><item><title>" + text + "</title></item></channel></rss>";
        byte[] body = feed.getBytes(Charset.forName(charset));
        assertThat(FeedText.decode(body, null).text()).isEqualTo(feed);
    }
}
