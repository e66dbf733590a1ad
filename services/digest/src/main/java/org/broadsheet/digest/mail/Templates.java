package org.broadsheet.digest.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.inject.Singleton;
import java.util.Map;

/** The templates below {@code src/main/jte}, which the build has turned into classes. Thread-safe. */
@Singleton
public final class Templates {
    private static final String PACKAGE = "org.broadsheet.digest.template.";

    private final TemplateEngine html = engine(ContentType.Html, "html");
    private final TemplateEngine text = engine(ContentType.Plain, "text");

    String digestHtml(DigestPage page) {
        var out = new StringOutput();
        html.render("digest.jte", page, out);
        return out.toString();
    }

    String digestText(DigestPage page) {
        var out = new StringOutput();
        text.render("digest.jte", page, out);
        return out.toString();
    }

    String pausedText(String lastSeen, String home, String unsubscribe) {
        var out = new StringOutput();
        text.render("paused.jte", Map.of("lastSeen", lastSeen, "home", home, "unsubscribe", unsubscribe), out);
        return out.toString();
    }

    /**
     * @param nonce what the page's Content-Security-Policy allows styles by
     * @param ofNotices whether it is about mails that tell of pauses, else about a digest
     * @param done whether the reader has unsubscribed already
     */
    public String unsubscribePage(String nonce, boolean ofNotices, boolean done) {
        var out = new StringOutput();
        html.render("unsubscribe.jte", Map.of("nonce", nonce, "ofNotices", ofNotices, "done", done), out);
        return out.toString();
    }

    private static TemplateEngine engine(ContentType type, String name) {
        return TemplateEngine.createPrecompiled(null, type, Templates.class.getClassLoader(), PACKAGE + name);
    }
}
