package dev.muster.connector;

import java.util.Map;

/// What a connector wants to know again the next time it reads the same integration, to ask for less: marks, digests,
/// counts. Opaque to the host, which keeps the memory of the run it published last and forgets it when a run fails its
/// proofs. Never a secret, never a record of the application.
///
/// @param entries by keys of the connector's choosing; a few dozen bytes for each resource at most
public record Memory(Map<String, String> entries) {
    /// Nothing was read before, or nothing that may be relied on.
    public static final Memory NONE = new Memory(Map.of());

    public Memory {
        entries = Map.copyOf(entries);
    }
}
