package dev.muster.rights;

import dev.muster.connector.Key;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A level that an account holds now, and where that was read.
///
/// @param name    of the resource
/// @param value   the raw value
/// @param through how it is held: `level 2`; usually empty
/// @param more    further facts of the grant: `level`
/// @param turns   name of the duty it is held through, such as a rota; none when it is held otherwise
/// @param feed    the feed that told it
/// @param record  the record that told it
/// @param revision the first that shows it so
/// @param run     that made it
/// @param since   when that was published
/// @param first   whether that is the first revision there is: then it is older, and nobody knows how old
public record Held(
        Key account,
        Key resource,
        String name,
        String value,
        String through,
        Map<String, String> more,
        @Nullable String turns,
        String feed,
        String record,
        int revision,
        int run,
        Instant since,
        boolean first) {
    public Held {
        more = Map.copyOf(more);
    }
}
