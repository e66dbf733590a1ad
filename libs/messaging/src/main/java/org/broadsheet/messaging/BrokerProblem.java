package org.broadsheet.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/**
 * Why the broker can't be used, in one sentence for whoever runs us: it names the setting or the queue and what to do,
 * never a secret.
 */
final class BrokerProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private BrokerProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /** What kept a connection from being opened. */
    static BrokerProblem connecting(ConnectionFactory factory, Exception cause) {
        return connecting("BROADSHEET_AMQP_URL", factory, cause);
    }

    /** @param setting where the address comes from */
    static BrokerProblem connecting(String setting, ConnectionFactory factory, Exception cause) {
        if (cause instanceof BrokerProblem known) {
            return known;
        }
        var where = factory.getHost() + ":" + factory.getPort();
        return new BrokerProblem(setting + ": " + because(factory, where, cause), cause);
    }

    /** What kept a queue or an exchange from being declared. */
    static BrokerProblem declaring(String name, IOException cause) {
        if (replyCode(cause) == AMQP.PRECONDITION_FAILED) {
            return new BrokerProblem(
                    name
                            + " is already on the broker, but with another type or other limits: let its messages run out and "
                            + "delete it there, it is then made anew; or use a virtual host of one's own in "
                            + "BROADSHEET_AMQP_URL",
                    cause);
        }
        if (replyCode(cause) == AMQP.ACCESS_REFUSED) {
            return new BrokerProblem(
                    name
                            + " can't be declared: give the user of BROADSHEET_AMQP_URL the permissions configure, write and "
                            + "read on its virtual host",
                    cause);
        }
        return new BrokerProblem(name + " could not be declared: " + FailureDigest.kinds(cause), cause);
    }

    /** Whether the broker has no queue of the name that was asked for. */
    static boolean isNotFound(Exception cause) {
        return replyCode(cause) == AMQP.NOT_FOUND;
    }

    private static String because(ConnectionFactory factory, String where, Exception cause) {
        return switch (cause) {
            case AuthenticationFailureException refused -> credentials(factory, where);
            case PossibleAuthenticationFailureException refused -> credentials(factory, where);
            case UnknownHostException unknown -> "there is no host named " + factory.getHost() + ": check the address";
            case ConnectException unreachable ->
                "nothing answers at " + where + ": check the address and that the broker runs";
            case TimeoutException silent -> silent(where);
            case java.net.SocketTimeoutException silent -> silent(where);
            case MalformedFrameException other -> protocol(where);
            case ProtocolVersionMismatchException other -> protocol(where);
            default -> byReply(factory, where, cause);
        };
    }

    private static String byReply(ConnectionFactory factory, String where, Exception cause) {
        int code = replyCode(cause);
        if (code == AMQP.NOT_ALLOWED || code == AMQP.INVALID_PATH || code == AMQP.ACCESS_REFUSED) {
            return "the broker at " + where + " has no virtual host '" + factory.getVirtualHost() + "', or user '"
                    + factory.getUsername() + "' may not use it";
        }
        return "the broker at " + where + " ended the connection (" + FailureDigest.kinds(cause) + ")";
    }

    private static String credentials(ConnectionFactory factory, String where) {
        return "the broker at " + where + " refuses user '" + factory.getUsername()
                + "' or the password: check both in the address";
    }

    private static String silent(String where) {
        return "the broker at " + where
                + " does not answer in time: check the network in between and the broker's load";
    }

    private static String protocol(String where) {
        return "what answers at " + where + " does not speak AMQP 0-9-1: check the port (5672, or 5671 with amqps://)";
    }

    /** The code with which the broker ended a channel or the connection, or 0. */
    private static int replyCode(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ShutdownSignalException signal) {
                return switch (signal.getReason()) {
                    case AMQP.Channel.Close close -> close.getReplyCode();
                    case AMQP.Connection.Close close -> close.getReplyCode();
                    case null, default -> 0;
                };
            }
        }
        return 0;
    }
}
