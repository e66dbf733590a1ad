package org.broadsheet.embedded;

import java.lang.reflect.Field;
import java.nio.file.Path;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.BrokerImpl;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/** Listens to how a start of Broker-J goes, which its launcher does not throw. */
final class BrokerStart extends DefaultSystemLauncherListener {
    private @Nullable SystemConfig<?> system;
    private @Nullable RuntimeException failure;

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
        system = systemConfig;
    }

    @Override
    public void errorOnStartup(RuntimeException e) {
        failure = e;
    }

    /**
     * The port the broker listens on.
     *
     * @throws EmbeddedServerException if the start failed
     */
    int boundPort(Path home) {
        if (failure != null) {
            throw new EmbeddedServerException(
                    "The broker did not start on " + home + " (" + failure.getMessage() + "): see the log above",
                    failure);
        }
        if (system != null && system.getContainer() instanceof Broker<?> broker) {
            for (Port<?> port : broker.getPorts()) {
                if (port.getState() == State.ACTIVE) {
                    return port.getBoundPort();
                }
            }
        }
        throw new EmbeddedServerException("The broker started on " + home + " but listens on no port");
    }

    /**
     * Takes away the broker's own shutdown hook: hooks run all at once, so it would close the broker under consumers
     * that are still finishing their work. There is no setting for it.
     */
    void leaveShutdownToTheCaller() {
        if (system == null) {
            return;
        }
        try {
            Field hook = BrokerImpl.class.getDeclaredField("_shutdownHook");
            hook.setAccessible(true);
            Runtime.getRuntime().removeShutdownHook((Thread) hook.get(system.getContainer()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of Broker-J keeps its shutdown hook elsewhere", e);
        }
    }
}
