package dev.muster.secret;

import dev.muster.database.CannotStart;
import java.nio.file.Path;

/// A master key made before the first server starts, so that all of them can be given it.
public final class NewMasterKey {
    private NewMasterKey() {}

    /// Writes a new key, readable by its owner only.
    ///
    /// @param file absolute
    /// @throws CannotStart when something is there already, or it cannot be written
    public static void writeTo(Path file) {
        var key = new KeyFile(file);
        if (key.exists()) {
            throw new CannotStart(
                    "%s is there already and was left as it is.".formatted(file),
                    "Name another file. A key that is in use must never be replaced: what it sealed could not be opened.");
        }
        key.create();
    }
}
