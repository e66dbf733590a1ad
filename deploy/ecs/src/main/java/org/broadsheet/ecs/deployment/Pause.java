package org.broadsheet.ecs.deployment;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two questions; tests have none. */
public interface Pause {
    void await(Duration time);

    /** Waits for real; an interrupt ends the deployment, which goes on by itself and is found again. */
    static Pause real() {
        return time -> {
            try {
                boolean released = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
                assert !released;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeploymentException("interrupted; what was begun goes on: run the same command again");
            }
        };
    }
}
