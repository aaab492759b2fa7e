package dev.muster.connector;

import java.util.Map;

class LibraryConnectorTest extends ConnectorContract {
    private static final Secret KEY = Secret.of("library-key-000001");

    @Override
    protected FarSide whole() {
        return new Library(new LibraryConnector(KEY, "", 0));
    }

    @Override
    protected FarSide breakingAt(String feed, int request) {
        return new Library(new LibraryConnector(KEY, feed, request));
    }

    @Override
    protected FarSide refusing() {
        return new Library(new LibraryConnector(Secret.of("another key"), "", 0));
    }

    private record Library(Connector connector) implements FarSide {
        @Override
        public Configuration configuration() {
            return new Configuration(Map.of(), Map.of("library_key", KEY));
        }

        @Override
        public Map<String, Integer> records() {
            return Map.of("readers", LibraryConnector.READERS, "rooms", LibraryConnector.READERS);
        }

        @Override
        public Map<String, Integer> requests() {
            return Map.of("readers", 3, "rooms", 3);
        }

        @Override
        public void close() {}
    }
}
