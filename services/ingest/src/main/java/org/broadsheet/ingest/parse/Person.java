package org.broadsheet.ingest.parse;

import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.links.PlainText;

/** A person as RSS writes one: a name, an address, or both: {@code a@b.example (Ann)}, {@code Ann <a@b.example>}. */
final class Person {
    private static final Pattern NAME_IN_BRACKETS = Pattern.compile("[^(]*@[^(]*\\((.+)\\).*", Pattern.DOTALL);
    private static final Pattern ADDRESS_BEHIND =
            Pattern.compile("(.+?)\\s*(?:<[^<>]*@[^<>]*>|\\([^()]*@[^()]*\\))\\s*", Pattern.DOTALL);

    private Person() {}

    /** The name where there is one, else what is said. Plain text; empty when nothing is left. */
    static Optional<String> name(String said) {
        String name = said;
        var bracketed = NAME_IN_BRACKETS.matcher(said);
        var followed = ADDRESS_BEHIND.matcher(said);
        if (bracketed.matches()) {
            name = bracketed.group(1);
        } else if (followed.matches()) {
            name = followed.group(1);
        }
        return Optional.of(PlainText.ofHtml(name)).filter(text -> !text.isEmpty());
    }
}
