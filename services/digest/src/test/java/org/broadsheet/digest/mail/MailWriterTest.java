package org.broadsheet.digest.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.broadsheet.digest.run.RunArticle;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.testing.SettableClock;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {
    private static final UUID RUN = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    private static final LocalDateTime SLOT = LocalDateTime.parse("2026-11-21T07:30");
    private static final URI UNSUBSCRIBE = URI.create("https://news.example.org/api/v1/unsubscribe/" + "t".repeat(86));

    @Test
    void headersAreTheOnesThatMailProgramsLookFor() throws Exception {
        var mail = read(writer("News <news@example.org>").write(mail("reader@example.org", "Ada", stories())));

        assertThat(mail.getSubject()).isEqualTo("Broadsheet: 3 articles, Saturday 21 November");
        assertThat(mail.getMessageID()).isEqualTo("<" + RUN + "@example.org>");
        assertThat(mail.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 06:30:00 +0000");
        assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-11-21T06:30:00Z"));
        assertThat(mail.getHeader("From")).containsExactly("News <news@example.org>");
        assertThat(mail.getHeader("To")).containsExactly("Ada <reader@example.org>");
        assertThat(mail.getHeader("List-Id")).containsExactly("Broadsheet digest <digest.news.example.org>");
        assertThat(mail.getHeader("List-Unsubscribe"))
                .containsExactly("<" + UNSUBSCRIBE + ">, <mailto:news@example.org?subject=unsubscribe>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void aNoticeIsPlainTextWithTheSameHeaders() throws Exception {
        var notice = new PauseMail(RUN, LocalDate.parse("2026-10-20"), "reader@example.org", "Ada", UNSUBSCRIBE);
        var mail = read(writer("News <news@example.org>").write(notice));

        assertThat(notice.name()).isEqualTo("paused-2026-10-20-" + RUN);
        assertThat(mail.getSubject()).isEqualTo("Broadsheet: your timelines are paused");
        assertThat(mail.getMessageID()).isEqualTo("<" + RUN + "@example.org>");
        assertThat(mail.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 06:30:00 +0000");
        assertThat(mail.getHeader("To")).containsExactly("Ada <reader@example.org>");
        assertThat(mail.getHeader("List-Id")).containsExactly("Broadsheet notices <notices.news.example.org>");
        assertThat(mail.getHeader("List-Unsubscribe"))
                .containsExactly("<" + UNSUBSCRIBE + ">, <mailto:news@example.org?subject=unsubscribe>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.isMimeType("text/plain")).isTrue();
        assertThat(mail.getHeader("Content-Transfer-Encoding")).containsExactly("quoted-printable");
        assertThat(String.valueOf(mail.getContent()).lines().filter(line -> !line.contains("https://")))
                .allMatch(line -> line.length() <= 72);
    }

    @Test
    void senderThatNobodyNamedGetsNoMail() throws Exception {
        var mail = read(writer(null).write(mail("reader@example.org", null, stories())));

        assertThat(mail.getHeader("From")).containsExactly("Broadsheet <digest@localhost>");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<" + UNSUBSCRIBE + ">");
    }

    @Test
    void bothPartsHoldEveryArticleWithItsHost() throws Exception {
        var mail = read(writer(null).write(mail("reader@example.org", null, stories())));
        var html = html(mail);
        var text = part(mail, 0);

        assertThat(html.select("h2 a").eachAttr("href"))
                .containsExactly("https://quarry.example/reopened", "https://evil.example/login");
        assertThat(html.select("h2").eachText())
                .containsExactly("The old quarry reopens", "An article at evil.example", "No way in");
        assertThat(html.text())
                .contains("quarry.example · Ada Lovelace")
                .contains("Shared by Ada, Grace, Edsger and 4 others")
                .contains("Saturday 21 November 2026 · Daily · 3 articles");
        assertThat(text)
                .contains("The old quarry reopens", "https://quarry.example/reopened", "An article at evil.example")
                .contains("Unsubscribe: " + UNSUBSCRIBE);
    }

    @Test
    void nothingIsLoadedAndNothingCounts() throws Exception {
        var html = html(read(writer(null).write(mail("reader@example.org", null, stories()))));

        assertThat(html.select("img, link, script, iframe, object, form, base, meta[http-equiv]"))
                .isEmpty();
        assertThat(html.outerHtml()).doesNotContain("url(").doesNotContain("@import");
        assertThat(html.select("a[href]").eachAttr("href"))
                .containsExactly(
                        "https://quarry.example/reopened",
                        "https://evil.example/login",
                        "https://news.example.org/",
                        "https://news.example.org/#/digest",
                        UNSUBSCRIBE.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: v@v.example",
                "x\nBcc: v@v.example\n\nbody",
                "x\r\n\r\n<h1>body</h1>",
                "x\u2028Bcc: v@v.example",
                "x\u0085Bcc: v@v.example",
                "x\u0000\u000b\u000cBcc: v@v.example",
                "\"x\" <v@v.example>, y",
                "x\\\", v@v.example, \"y",
                "=?utf-8?q?x=0d=0aBcc:_v@v.example?=",
                "=?utf-8?b?eA0KQmNjOiB2QHY=?=",
                "</title></head><script>alert(1)</script>",
                "' onmouseover='alert(1)",
                "\" style=\"background:url(https://v.example/p.gif)\" x=\"",
                "<img src=https://v.example/p.gif>",
                "${page} @if(true)",
            })
    void nobodysTextLeavesItsPlace(String text) throws Exception {
        var hostile =
                new RunArticle(new UUID(0, 1), "https://a.example/", text, text, text, text, List.of(text, text), 2);
        var mail = read(writer(null)
                .write(new DigestMail(RUN, SLOT, text, "reader@example.org", text, UNSUBSCRIBE, List.of(hostile))));

        assertThat(Collections.list(mail.getAllHeaders()).stream().map(header -> header.getName()))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "List-Id",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "Auto-Submitted");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getAllRecipients()[0].toString()).endsWith("reader@example.org>");
        assertThat(mail.getSubject()).isEqualTo("Broadsheet: 1 article, Saturday 21 November");
        assertThat(((Multipart) mail.getContent()).getCount()).isEqualTo(2);
        assertThat(html(mail).select("script, img, [onmouseover], [x]")).isEmpty();
        assertThat(html(mail).select("h2 a").eachAttr("href")).containsExactly("https://a.example/");
    }

    @Test
    void longNameIsCut() throws Exception {
        var mail = read(writer(null).write(mail("reader@example.org", "ä".repeat(10_000), stories())));

        assertThat(mail.getHeader("To", null)).hasSizeLessThan(3_000).endsWith("<reader@example.org>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\r\nRCPT TO:<v>\"@d.example",
                "\"quoted\"@d.example",
                "a@b,c@d",
                "a@b c@d",
                "<v@d.example>",
                "ä@d.example",
                "a@d.example\r\nBcc: v@v",
                "no-at",
                "a@",
                "@d.example",
                "",
            })
    void addressThatIsNotPlainGetsNoMail(String address) {
        assertThatThrownBy(() -> writer(null).write(mail(address, null, stories())))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void linesAreShortEndedByCrLfAndSurviveDotStuffing() throws Exception {
        var dots =
                new RunArticle(new UUID(0, 1), null, ".", "d.example", null, ".\n" + "w".repeat(5_000), List.of(), 0);
        var source = source(writer(null).write(mail("reader@example.org", null, List.of(dots))));

        assertThat(source.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(source.lines().skip(20)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }

    @Test
    void sampleIsThereToBeLookedAt() throws Exception {
        var file = Path.of("target", "sample-digest.eml");
        Files.writeString(file, source(writer(null).write(mail("reader@example.org", "Ada", stories()))), UTF_8);
        Files.writeString(
                Path.of("target", "sample-digest.html"),
                part(read(writer(null).write(mail("reader@example.org", "Ada", stories()))), 1));

        assertThat(file).isNotEmptyFile();
    }

    private static MailWriter writer(@Nullable String from) {
        return new MailWriter(
                Sender.of(from),
                new Templates(),
                new HttpConfig("0123456789abcdef0123456789abcdef", URI.create("https://news.example.org")),
                SettableClock.at("2026-11-21T06:30:00Z"));
    }

    private static DigestMail mail(String email, @Nullable String name, List<RunArticle> articles) {
        return new DigestMail(RUN, SLOT, "Daily", email, name, UNSUBSCRIBE, articles);
    }

    private static List<RunArticle> stories() {
        return List.of(
                new RunArticle(
                        new UUID(0, 1),
                        "https://quarry.example/reopened",
                        "The old quarry reopens",
                        "quarry.example",
                        "Ada Lovelace",
                        "After forty years the stone is wanted again, and the village is not of one mind about the dust,"
                                + " the lorries and the jobs that come with it.",
                        List.of("Ada", "Grace", "Edsger"),
                        7),
                new RunArticle(
                        new UUID(0, 2),
                        "https://evil.example/login",
                        "https://bank.example/login",
                        "bank.example",
                        null,
                        null,
                        List.of("Mallory"),
                        1),
                new RunArticle(
                        new UUID(0, 3),
                        null,
                        "No way in",
                        "closed.example",
                        null,
                        "Its address was none.",
                        List.of(),
                        0));
    }

    private static String source(MimeMessage message) throws Exception {
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(UTF_8);
    }

    /** As whoever receives it does: from its bytes. */
    private static MimeMessage read(MimeMessage message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(source(message).getBytes(UTF_8)));
    }

    private static Document html(MimeMessage message) throws Exception {
        return Jsoup.parse(part(message, 1));
    }

    private static String part(MimeMessage message, int index) throws Exception {
        return (String) ((Multipart) message.getContent()).getBodyPart(index).getContent();
    }
}
