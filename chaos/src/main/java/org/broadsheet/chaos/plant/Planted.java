package org.broadsheet.chaos.plant;

import com.rabbitmq.client.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
