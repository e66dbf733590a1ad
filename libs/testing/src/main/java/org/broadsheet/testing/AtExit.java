package org.broadsheet.testing;

/** What is to be done when the JVM of the tests ends. */
final class AtExit {
    private AtExit() {}

    static void run(Runnable task) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end-of-tests").unstarted(task));
    }
}
