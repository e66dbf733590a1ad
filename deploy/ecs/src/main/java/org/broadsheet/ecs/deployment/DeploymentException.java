package org.broadsheet.ecs.deployment;

/** Why a deployment can't go on, in words for the operator. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }
}
