package org.broadsheet.user.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to, in lower case.
 *
 * @param value at most 254 characters (RFC 5321 section 4.5.3.1.3); the quoted forms and comments of RFC 5322 are refused,
 *     since nobody has them and header injection does
 */
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final Pattern FORM = Pattern.compile("ATOM(\\.ATOM)*@LABEL(\\.LABEL)*"
            .replace("ATOM", "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
            .replace("LABEL", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"));

    /** The address that a text gives, empty if it gives none. */
    public static Optional<EmailAddress> parse(String text) {
        var trimmed = text.strip();
        boolean fits = trimmed.length() <= MAX_LENGTH
                && trimmed.indexOf('@') <= MAX_LOCAL
                && FORM.matcher(trimmed).matches();
        return fits ? Optional.of(new EmailAddress(trimmed.toLowerCase(Locale.ROOT))) : Optional.empty();
    }
}
