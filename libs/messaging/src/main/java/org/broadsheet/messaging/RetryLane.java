package org.broadsheet.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the messages of one consumer again when their time has come. The schedule is in the database, so it survives the
 * loss of every process and of the broker.
 */
final class RetryLane {
    private static final Logger log = LoggerFactory.getLogger(RetryLane.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Renewed so often that two renewals may be missed. */
    private static final int RENEWALS_PER_LEASE = 3;

    /** Tried at the same time, unless they are suspected of killing processes. */
    private static final int CONCURRENCY = 8;

    private final Transactions transactions;
    private final Processor<?> processor;
    private final ReadWriteLock company;
    private final Duration lease;
    private final Wakeup wakeup = new Wakeup();
    private volatile boolean suspects;

    /**
     * @param company shared by all lanes of the process: what was left behind by a process that died is tried while
     *     nothing else is, so that it takes nothing else with it if it kills again
     */
    RetryLane(Transactions transactions, Processor<?> processor, ReadWriteLock company, Duration lease) {
        this.transactions = transactions;
        this.processor = processor;
        this.company = company;
        this.lease = lease;
    }

    String consumer() {
        return processor.consumer();
    }

    /**
     * Says that something may be due.
     *
     * @param leftBehind whether there is something that a process left behind when it died
     */
    void wake(boolean leftBehind) {
        suspects |= leftBehind;
        wakeup.wake();
    }

    void run(Supervised.Stop stop) throws Exception {
        while (!stop.isRequested()) {
            int tried = tryDue(false, CONCURRENCY, company.readLock());
            if (suspects) {
                int suspected = tryDue(true, 1, company.writeLock());
                suspects = suspected > 0;
                tried += suspected;
            }
            stop.healthy();
            if (tried == 0) {
                wakeup.await(LOOK);
            }
        }
    }

    private int tryDue(boolean leftBehind, int limit, Lock lock) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var due = transactions.query(connection -> Retries.claim(connection, consumer(), leftBehind, limit, lease));
            tryAgain(due);
            return due.size();
        } finally {
            lock.unlock();
        }
    }

    private void tryAgain(List<Retries.Row> rows) throws InterruptedException {
        var open = new CountDownLatch(rows.size());
        for (var row : rows) {
            Thread.ofVirtual().name(consumer() + "-retry").start(() -> {
                try {
                    tryAgain(row);
                } finally {
                    open.countDown();
                }
            });
        }
        while (!open.await(lease.toMillis() / RENEWALS_PER_LEASE, TimeUnit.MILLISECONDS)) {
            transactions.execute(connection -> {
                for (var row : rows) {
                    Retries.renew(connection, row, lease);
                }
            });
        }
    }

    private void tryAgain(Retries.Row row) {
        try {
            processor.processAgain(row);
        } catch (RuntimeException e) {
            // The row stays; its lease ends, and then it is tried again.
            log.atWarn()
                    .addKeyValue("consumer", row.consumer())
                    .addKeyValue("messageId", row.envelope().messageId())
                    .addKeyValue("failure", FailureDigest.of(e))
                    .log("the outcome of an attempt could not be stored");
        }
    }
}
