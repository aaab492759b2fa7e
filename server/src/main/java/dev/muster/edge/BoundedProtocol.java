package dev.muster.edge;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP/1.1 with bounds: connections of one client are counted, and headers must come in time. Public and without
/// arguments because Tomcat makes it by its name.
public final class BoundedProtocol extends Http11NioProtocol {
    private final BoundedEndpoint endpoint;
    private long headerNanos = Limits.USUAL.headerTime().toNanos();

    /// With the usual limits, until [#bound].
    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void bound(Limits limits, NamedProxies proxies) {
        endpoint.count(new ConnectionsOfClients(limits, proxies));
        headerNanos = limits.headerTime().toNanos();
        setConnectionTimeout((int) limits.headerTime().toMillis());
        setKeepAliveTimeout((int) limits.idleTime().toMillis());
        setMaxConnections(limits.connections());
        setAcceptCount(limits.waiting());
        setMaxHttpRequestHeaderSize(limits.header());
        // What the gate has not read of a body is not worth a thread.
        setMaxSwallowSize(0);
    }

    @Override
    protected Processor createProcessor() {
        return new PromptProcessor(this, getAdapter(), headerNanos);
    }
}
