package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the templates of the mail show. All texts are single lines, not escaped yet.
 *
 * @param date the reader's day
 * @param name of the schedule
 * @param count "7 articles"
 * @param preview what mail programs show beside the subject
 * @param home the address of the page
 * @param settings where the schedule is changed
 */
public record DigestPage(
        String subject,
        String date,
        String name,
        String count,
        String preview,
        List<Story> stories,
        String home,
        String homeHost,
        String settings,
        String unsubscribe) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final int PREVIEW_TITLES = 3;

    public DigestPage {
        requireNonNull(subject, "subject");
        stories = List.copyOf(stories);
    }

    static DigestPage of(DigestMail mail, URI publicUrl) {
        var stories = mail.articles().stream().map(Story::of).toList();
        var count = stories.size() == 1 ? "1 article" : stories.size() + " articles";
        var home = publicUrl.toString().replaceFirst("/+$", "");
        return new DigestPage(
                "Broadsheet: " + count + ", " + DAY.format(mail.slot()),
                DAY_AND_YEAR.format(mail.slot()),
                mail.scheduleName(),
                count,
                String.join(
                        " · ",
                        stories.stream().limit(PREVIEW_TITLES).map(Story::title).toList()),
                stories,
                home + "/",
                publicUrl.getAuthority(),
                home + "/#/digest",
                mail.unsubscribe().toString());
    }
}
