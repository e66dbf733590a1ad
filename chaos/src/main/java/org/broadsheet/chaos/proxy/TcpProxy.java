package org.broadsheet.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A link between clients and one server on loopback, that can be slow, narrow, a black hole, or break. It keeps its port
 * while the server behind it comes and goes: who connects then is reset.
 */
public final class TcpProxy implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket listener;
    private final int server;
    private final Supplier<Replies> replies;
    private final Weather weather = new Weather();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutsWanted = new AtomicInteger();
    private final AtomicLong cutsDone = new AtomicLong();
    private volatile boolean refusing;
    private volatile boolean closed;

    private TcpProxy(ServerSocket listener, int server, Supplier<Replies> replies) {
        this.listener = listener;
        this.server = server;
        this.replies = replies;
    }

    /** @param server the port that it leads to */
    public static TcpProxy to(int server) {
        return start(server, Replies.None::new);
    }

    /** One that can {@link #cut} replies to COMMIT. */
    public static TcpProxy toPostgres(int server) {
        return start(server, CommitReplies::new);
    }

    /** One that can {@link #cut} the answer to a whole mail. */
    public static TcpProxy toMailServer(int server) {
        return start(server, MailReplies::new);
    }

    private static TcpProxy start(int server, Supplier<Replies> replies) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 50, LOOPBACK), server, replies);
            Thread.ofVirtual().name("proxy-to-" + server).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void delay(Duration each) {
        weather.delay(each);
    }

    /** @param bytesPerSecond of each direction of each connection; 0 for no limit */
    public void bandwidth(int bytesPerSecond) {
        weather.bandwidth(bytesPerSecond);
    }

    /** Connections are taken and nothing is forwarded, without a word to either side, until it ends. */
    public void blackHole(boolean open) {
        weather.hole(open);
    }

    /** Breaks all connections, as a firewall that has forgotten them. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** Breaks every connection as soon as it is made, until it ends. */
    public void refuse(boolean on) {
        refusing = on;
        if (on) {
            reset();
        }
    }

    /** The next replies that tell of success, of whatever connections, are swallowed, and their connections break. */
    public void cut(int count) {
        cutsWanted.addAndGet(count);
    }

    /** How many replies were cut so far. */
    public long cutsDone() {
        return cutsDone.get();
    }

    boolean takeCut() {
        boolean taken = cutsWanted.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        if (taken) {
            cutsDone.incrementAndGet();
        }
        return taken;
    }

    private void accept() {
        while (!closed) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        var behind = new Socket();
        var link = new Link(this, client, behind, weather, replies.get());
        links.add(link);
        try {
            if (refusing) {
                throw new IOException("connections are refused at the moment");
            }
            behind.connect(new InetSocketAddress(LOOPBACK, server));
            link.forward();
        } catch (IOException e) {
            link.reset();
        } finally {
            links.remove(link);
        }
    }

    @Override
    public void close() {
        closed = true;
        weather.close();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}
