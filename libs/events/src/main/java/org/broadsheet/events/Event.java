package org.broadsheet.events;

/**
 * Something that one service tells the others. Every event is a record whose JSON is its wire shape; which name and
 * schema version it travels under, and who consumes it, is said once, by {@link MessageType}.
 */
public sealed interface Event
        permits AccountOpened,
                AccountDeleted,
                CredentialRevoked,
                ConnectionOpened,
                ConnectionClosed,
                ConnectionReported,
                SurveyDue,
                MutesRead,
                SourceSubscribed,
                SourceUnsubscribed,
                SubscriptionResolved,
                SourcePolled,
                PollDue,
                EntryIngested,
                EntryScreened,
                ArticleResolve,
                ArticleResolved,
                RescreenDue,
                DigestDue,
                DigestComposed,
                DigestSent,
                ReaderSeen,
                TimelinesPaused {

    /**
     * What makes this message this message: two messages of one type with the same identity say the same thing, and the
     * second has no effect. The message id is made from it, never from chance.
     */
    String identity();
}
