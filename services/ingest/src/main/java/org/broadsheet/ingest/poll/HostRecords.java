package org.broadsheet.ingest.poll;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The records of the hosts that were asked last; of others nothing is remembered, which costs at most a wait. */
final class HostRecords {
    static final int MAX_HOSTS = 5_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, HostRecord> byHost = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HostRecord> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    HostRecords(InstantSource clock) {
        this.clock = clock;
    }

    HostRecord of(String host) {
        lock.lock();
        try {
            return byHost.computeIfAbsent(host, name -> new HostRecord(name, clock));
        } finally {
            lock.unlock();
        }
    }

    int resting() {
        lock.lock();
        try {
            return (int) byHost.values().stream().filter(HostRecord::isResting).count();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return byHost.size();
        } finally {
            lock.unlock();
        }
    }
}
