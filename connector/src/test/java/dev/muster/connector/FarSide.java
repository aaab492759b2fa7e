package dev.muster.connector;

import java.util.Map;

/// An application prepared for one test, with the connector and the configuration that reach it.
public interface FarSide extends AutoCloseable {

    /// Must not wait by the clock between attempts, or the suite takes long.
    Connector connector();

    /// Holds at least one secret, of twelve characters or more.
    Configuration configuration();

    /// How many different records the application holds, by feed id; for every feed of the connector.
    Map<String, Integer> records();

    /// How many requests a reading without trouble sends, by feed id; at least one for every feed that can be
    /// broken.
    Map<String, Integer> requests();

    @Override
    void close();
}
