package org.broadsheet.chaos.plant;

import com.rabbitmq.client.Channel;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What planted code calls; public, since it is called from the packages of services. */
public final class Planted {
    private static final int LEAKED_BYTES = 24 * 1024;
    private static final Queue<byte[]> KEPT = new ConcurrentLinkedQueue<>();

    private Planted() {}

    /** The id of a row of the outbox, by its component {@code id}. */
    public static long rowId(Object row) {
        return (long) component(row, "id");
    }

    /** The number of the page that a cursor leads to. */
    public static int page(Object cursor) {
        return (int) component(cursor, "page");
    }

    /** The channel that messaging guards against other threads. */
    public static Channel channel(Object owned) {
        return (Channel) component(owned, "get");
    }

    /** Saves, in a transaction of its own, where the next pull goes on after this one. */
    public static void saveCursor(Object readings, Object source, Object pull) {
        if (!pull.getClass().getSimpleName().equals("Asked")) {
            return;
        }
        try {
            var id = (UUID) component(source, "id");
            var pulled = component(pull, "pulled");
            var loader = pull.getClass().getClassLoader();
            var repository = loader.loadClass("org.broadsheet.ingest.timeline.ReadingRepository");
            var reading = loader.loadClass("org.broadsheet.ingest.timeline.Reading");
            var known = (Optional<?>) invoke(repository.getDeclaredMethod("find", UUID.class), readings, id);
            var next = known.isPresent()
                    ? invoke(reading.getDeclaredMethod("upTo", String.class), known.get(), component(pulled, "cursor"))
                    : invoke(
                            reading.getDeclaredMethod("first", pulled.getClass(), Instant.class),
                            null,
                            pulled,
                            Instant.now());
            invoke(repository.getDeclaredMethod("save", UUID.class, reading), readings, id, next);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("planted code does not fit " + pull.getClass(), e);
        }
    }

    private static Object invoke(Method method, @Nullable Object on, Object... arguments)
            throws ReflectiveOperationException {
        method.setAccessible(true);
        return method.invoke(on, arguments);
    }

    /** Keeps some memory for ever. */
    public static void keep() {
        KEPT.add(new byte[LEAKED_BYTES]);
    }

    private static Object component(Object record, String name) {
        try {
            var accessor = record.getClass().getDeclaredMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("planted code does not fit " + record.getClass(), e);
        }
    }
}
