package org.broadsheet.user.opml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.broadsheet.http.ProblemException;
import org.broadsheet.testing.Corpus;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpmlReaderTest {
    private final OpmlReader reader = new OpmlReader();

    private List<Outline> read(String document) {
        return reader.read(document.getBytes(UTF_8));
    }

    @Test
    void spellingAndDepthDoNotMatter() {
        assertThat(read("""
                <OPML version="1.0"><body><outline text="a"><outline text="b">
                <outline TEXT="c" xmlurl="https://one.example/"/></outline></outline>
                <outline title="T" text="c" xmlURL="https://two.example/"/></body></OPML>"""))
                .containsExactly(
                        new Outline(1, "https://one.example/", "c"), new Outline(2, "https://two.example/", "T"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "windows-1252"})
    void theDeclaredEncodingIsUsed(String encoding) {
        var document = "<?xml version='1.0' encoding='" + encoding
                + "'?><opml><body><outline text='Bücher' xmlUrl='https://x.example/'/></body></opml>";
        assertThat(reader.read(document.getBytes(Charset.forName(encoding))))
                .extracting(Outline::title)
                .containsExactly("Bücher");
    }

    @Test
    void ampersandsThatNobodyEscapedAreTakenAsTheyAre() {
        assertThat(
                        read(
                                "<opml><body><outline text='Ü & A &amp; B' xmlUrl='https://x.example/?a=1&b=2&#x26;c=3'/></body></opml>"))
                .containsExactly(new Outline(1, "https://x.example/?a=1&b=2&c=3", "Ü & A & B"));
    }

    @Test
    void titlesAreCutAndCarryNoControlCharacters() {
        var document = "<?xml version='1.1'?><opml><body><outline text='a&#1;b" + "x".repeat(600)
                + "' xmlUrl='https://x.example/'/></body></opml>";
        assertThat(read(document).getFirst().title()).startsWith("a bx").hasSize(500);
    }

    @Test
    void anExternalEntityOrDtdReachesNothing() throws IOException {
        try (var sink = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + sink.getLocalPort() + "/x.dtd";
            var secret = Files.createTempFile("secret", ".txt");
            Files.writeString(secret, "the secret");
            for (var document : List.of(
                    "<!DOCTYPE opml SYSTEM '" + address + "'><opml><body/></opml>",
                    "<!DOCTYPE opml [<!ENTITY x SYSTEM '" + secret.toUri()
                            + "'>]><opml><body><outline text='t' xmlUrl='https://x.example/'/>&x;</body></opml>",
                    "<!DOCTYPE opml [<!ENTITY x SYSTEM '" + address
                            + "'>]><opml><body><outline text='&x;' xmlUrl='https://x.example/'/></body></opml>",
                    "<!DOCTYPE opml [<!ENTITY % p SYSTEM '" + address + "'> %p;]><opml><body/></opml>")) {
                assertThat(outcome(document)).doesNotContain("the secret");
            }
            sink.setSoTimeout(1);
            assertThatExceptionOfType(java.net.SocketTimeoutException.class).isThrownBy(sink::accept);
            Files.delete(secret);
        }
    }

    @Test
    void entitiesThatMultiplyAreNotExpanded() {
        var entities = new StringBuilder("<!DOCTYPE opml [<!ENTITY e0 'lol'>");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>");
        }
        var document = entities + "]><opml><body><outline text='&e11;' xmlUrl='https://x.example/'/></body></opml>";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(outcome(document)).doesNotContain("lollol"));
    }

    /** The outlines, or the refusal: both are fine, a crash is not. */
    private String outcome(String document) {
        try {
            return read(document).toString();
        } catch (ProblemException refusal) {
            return String.valueOf(refusal.getMessage());
        }
    }

    @Test
    void deepNestingIsNoProblem() {
        var document = "<opml><body>" + "<outline>".repeat(50_000) + "</outline>".repeat(50_000) + "</body></opml>";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(outcome(document)).isNotNull());
    }

    @Test
    void fiveThousandOutlinesAreTakenAndOneMoreIsNot() {
        var outline = "<outline xmlUrl='https://x.example/'/>";
        assertThat(read("<opml><body>" + outline.repeat(5_000) + "</body></opml>"))
                .hasSize(5_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("<opml><body>" + outline.repeat(5_001) + "</body></opml>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "<",
                "<opml>",
                "<opml></body>",
                "<rss/>",
                "<?xml version='1.0' encoding='nope'?><opml/>"
            })
    void whatIsNoListIsRefused(String document) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(document));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var document = "<opml><body><outline text='xx' xmlUrl='https://x.example/'/></body></opml>".getBytes(UTF_8);
        document[document.length / 3] = (byte) 0xFF;
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> reader.read(document));
    }

    @Test
    void realListsGiveAllTheirFeeds() throws IOException {
        int refused = 0;
        try (var files = Files.list(Corpus.path("opml/awesome-rss-feeds"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".opml")).toList()) {
                var text = Files.readString(file);
                try {
                    assertThat(read(text)).as(file.toString()).hasSize(text.split("xmlUrl=", -1).length - 1);
                } catch (ProblemException _) {
                    refused++;
                }
            }
        }
        // Faults that only guessing could mend: quotes, angle brackets and control characters within attributes.
        assertThat(refused).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opml", "feeds/validator/opml"})
    void everyListOfTheCorpusIsReadOrRefusedInWords(String folder) throws IOException {
        int seen = 0;
        try (var files = Files.walk(Corpus.path(folder))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                outcomeOf(file);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(5);
    }

    private void outcomeOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            assertThat(reader.read(in.readAllBytes())).isNotNull();
        } catch (ProblemException refusal) {
            assertThat(refusal).hasMessageNotContaining("Exception");
        }
    }
}
