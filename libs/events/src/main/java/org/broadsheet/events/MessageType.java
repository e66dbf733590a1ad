package org.broadsheet.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one description of the messages: wire name (also the routing key), schema version, shape and consumers. Queues
 * are declared from it, and every service declares all of them, so that nothing is published before its consumer's
 * queue exists.
 */
public enum MessageType {
    ACCOUNT_OPENED("account.opened", AccountOpened.class, Service.DIGEST),
    ACCOUNT_DELETED(
            "account.deleted", AccountDeleted.class, Service.INGEST, Service.FILTER, Service.FEED, Service.DIGEST),
    CREDENTIAL_REVOKED("credential.revoked", CredentialRevoked.class, Service.FILTER, Service.FEED, Service.DIGEST),
    CONNECTION_OPENED("connection.opened", ConnectionOpened.class, Service.INGEST),
    CONNECTION_CLOSED("connection.closed", ConnectionClosed.class, Service.INGEST, Service.FILTER),
    CONNECTION_REPORTED("connection.reported", ConnectionReported.class, Service.USER),
    SURVEY_DUE("survey.due", SurveyDue.class, Service.INGEST),
    MUTES_READ("mutes.read", MutesRead.class, Service.FILTER),
    SOURCE_SUBSCRIBED("source.subscribed", SourceSubscribed.class, Service.INGEST),
    SOURCE_UNSUBSCRIBED("source.unsubscribed", SourceUnsubscribed.class, Service.INGEST, Service.FILTER, Service.FEED),
    SUBSCRIPTION_RESOLVED("subscription.resolved", SubscriptionResolved.class, Service.USER, Service.FILTER),
    SOURCE_POLLED("source.polled", SourcePolled.class, Service.USER),
    POLL_DUE("poll.due", PollDue.class, Service.INGEST),
    ENTRY_INGESTED("entry.ingested", EntryIngested.class, Service.FILTER),
    ENTRY_SCREENED("entry.screened", EntryScreened.class, Service.FEED),
    ARTICLE_RESOLVE("article.resolve", ArticleResolve.class, Service.INGEST),
    ARTICLE_RESOLVED("article.resolved", ArticleResolved.class, Service.FEED),
    RESCREEN_DUE("rescreen.due", RescreenDue.class, Service.FILTER),
    DIGEST_DUE("digest.due", DigestDue.class, Service.FEED),
    DIGEST_COMPOSED("digest.composed", DigestComposed.class, Service.DIGEST),
    DIGEST_SENT("digest.sent", DigestSent.class, Service.FEED, Service.INGEST),
    READER_SEEN("reader.seen", ReaderSeen.class, Service.INGEST),
    TIMELINES_PAUSED("timelines.paused", TimelinesPaused.class, Service.DIGEST);

    private static final Map<Class<?>, MessageType> BY_SHAPE =
            Arrays.stream(values()).collect(Collectors.toMap(MessageType::shape, Function.identity()));
    private static final Map<String, MessageType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(MessageType::wireName, Function.identity()));

    private final String wireName;
    private final Class<? extends Event> shape;
    private final Set<Service> consumers;

    MessageType(String wireName, Class<? extends Event> shape, Service... consumers) {
        this.wireName = wireName;
        this.shape = shape;
        this.consumers = Set.of(consumers);
    }

    /** The type of an event's record. */
    public static MessageType of(Class<? extends Event> shape) {
        var type = BY_SHAPE.get(shape);
        if (type == null) {
            throw new IllegalArgumentException("no message type for " + shape.getName());
        }
        return type;
    }

    /** The type with this wire name, empty for a name that this version of the code does not know. */
    public static Optional<MessageType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /** The routing key, for example {@code entry.ingested}. */
    public String wireName() {
        return wireName;
    }

    /** The version of the JSON shape; a consumer that does not know a version sends the message to its dead letters. */
    public int schemaVersion() {
        return 1;
    }

    public Class<? extends Event> shape() {
        return shape;
    }

    public Set<Service> consumers() {
        return consumers;
    }

    /** The name of one service's queue for this message, for example {@code filter.entry-ingested}. */
    public String queueOf(Service consumer) {
        if (!consumers.contains(consumer)) {
            throw new IllegalArgumentException(consumer.wireName() + " does not consume " + wireName);
        }
        return consumer.wireName() + "." + wireName.replace('.', '-');
    }

    /** The id of the message that carries an event: the same event gives the same id, in every process, for ever. */
    public static UUID messageId(Event event) {
        return NamedId.of(of(event.getClass()).wireName, event.identity());
    }
}
