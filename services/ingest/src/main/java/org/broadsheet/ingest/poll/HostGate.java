package org.broadsheet.ingest.poll;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One request to a host at a time, in this process. Holds no more hosts than there are requests. */
final class HostGate {
    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

    /** Runs when no other call for this host does; in the order of the calls. */
    <R> R oneAtATime(String host, Supplier<R> request) {
        var gate = enter(host);
        gate.lock.lock();
        try {
            return request.get();
        } finally {
            gate.lock.unlock();
            leave(host);
        }
    }

    private Gate enter(String host) {
        return gates.compute(host, (name, open) -> {
            var gate = open == null ? new Gate() : open;
            gate.users++;
            return gate;
        });
    }

    private void leave(String host) {
        gates.computeIfPresent(host, (name, gate) -> --gate.users == 0 ? null : gate);
    }

    /** {@code users} is only touched inside the map's atomic operations. */
    private static final class Gate {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }
}
