package dev.muster.edge;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/// Accepts connections, and closes at once what one client address has too many of.
final class BoundedEndpoint extends NioEndpoint {
    private @Nullable ConnectionsOfClients clients;

    void count(ConnectionsOfClients counted) {
        this.clients = counted;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel connection) {
        if (admitted(connection)) {
            return super.setSocketOptions(connection);
        }
        // Nothing knows this connection yet, so nothing else would close it.
        destroySocket(connection);
        return false;
    }

    private boolean admitted(SocketChannel connection) {
        try {
            return clients == null || clients.admit(connection);
        } catch (IOException gone) {
            return false;
        }
    }
}
