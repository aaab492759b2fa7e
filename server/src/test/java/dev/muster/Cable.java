package dev.muster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Leads to another port of this machine, and can be cut or go silent like the network to a database elsewhere.
public final class Cable implements AutoCloseable {
    private static final long BETWEEN_LOOKS = 5_000_000;

    private final int to;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean silent;

    /// @param to port that it leads to
    public Cable(int to) throws IOException {
        this.to = to;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        serve();
    }

    /// Where it begins.
    public int port() {
        return port;
    }

    /// Nobody gets through or in: connections break, new ones are refused.
    public void cut() {
        synchronized (sockets) {
            close(listener);
            sockets.forEach(Cable::close);
            sockets.clear();
        }
    }

    /// Connections stay open and nothing comes through, as when a machine is suspended.
    public void silence() {
        silent = true;
    }

    /// As at the beginning.
    public void mend() throws IOException {
        silent = false;
        if (listener.isClosed()) {
            listener = listen(port);
            serve();
        }
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void serve() {
        ServerSocket accepting = listener;
        Thread.ofPlatform().daemon().name("cable").start(() -> {
            while (!accepting.isClosed()) {
                try {
                    connect(accepting, accepting.accept());
                } catch (IOException closed) {
                    continue; // cut
                }
            }
        });
    }

    private void connect(ServerSocket accepting, Socket near) throws IOException {
        var far = new Socket(InetAddress.getLoopbackAddress(), to);
        // Cut between accepting and here, a connection nobody knew of would outlive the cut.
        synchronized (sockets) {
            if (accepting.isClosed()) {
                close(near);
                close(far);
                return;
            }
            sockets.add(near);
            sockets.add(far);
        }
        pass(near, far);
        pass(far, near);
    }

    private void pass(Socket from, Socket into) {
        Thread.ofPlatform().daemon().name("cable").start(() -> {
            var buffer = new byte[8192];
            try (from;
                    into) {
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    while (silent) {
                        LockSupport.parkNanos(BETWEEN_LOOKS);
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException broken) {
                sockets.remove(from); // cut, or one side went away
            }
        });
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
