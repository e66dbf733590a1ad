package org.broadsheet.networks.survey;

import java.util.Locale;

/** What is asked about an account. Each is asked, and fails, by itself. */
public enum SurveyPart {
    TIMELINES,
    WORDS,
    SERVERS,
    MUTED,
    BLOCKED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
