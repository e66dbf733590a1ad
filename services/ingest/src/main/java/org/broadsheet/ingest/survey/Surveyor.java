package org.broadsheet.ingest.survey;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.connection.HeldCredentials;
import org.broadsheet.ingest.connection.Sent;
import org.broadsheet.networks.survey.Finding;
import org.broadsheet.networks.survey.Finding.Cause;
import org.broadsheet.networks.survey.Inquiry;
import org.broadsheet.networks.survey.SurveyPart;

/** Asks a network what an account offers and mutes, part by part, without a transaction. */
@Singleton
final class Surveyor {
    /** Of one survey; well within the lease. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final HeldCredentials credentials;
    private final InstantSource clock;

    Surveyor(HeldCredentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A part that fails leaves the others alone, unless the network wants to be left alone itself. */
    Map<SurveyPart, Finding> ask(Connection connection, List<SurveyPart> order) {
        var end = clock.instant().plus(LONGEST);
        var findings = new EnumMap<SurveyPart, Finding>(SurveyPart.class);
        var inquiries =
                Inquiry.about(connection.network(), URI.create(connection.server()), connection.accountId()).stream()
                        .sorted(Comparator.comparing(inquiry -> order.indexOf(inquiry.part())))
                        .toList();
        for (var inquiry : inquiries) {
            var limited = findings.values().stream()
                    .filter(finding -> finding instanceof Finding.Failed failed && failed.cause() == Cause.RATE_LIMITED)
                    .findFirst();
            findings.put(inquiry.part(), limited.orElseGet(() -> ask(connection.id(), inquiry, end)));
        }
        return findings;
    }

    private Finding ask(UUID connectionId, Inquiry inquiry, Instant end) {
        for (var request = inquiry.next(); request.isPresent(); request = inquiry.next()) {
            if (clock.instant().isAfter(end)) {
                return new Finding.Failed(Cause.SILENT, null);
            }
            switch (credentials.send(connectionId, request.get())) {
                case Sent.Called called -> inquiry.take(called.result(), clock.instant());
                case Sent.Unavailable unavailable -> {
                    return new Finding.Failed(Cause.SILENT, unavailable.retryAt());
                }
                case Sent.Expired _, Sent.Closed _ -> {
                    return new Finding.Failed(Cause.REFUSED, null);
                }
            }
        }
        return inquiry.finding();
    }
}
