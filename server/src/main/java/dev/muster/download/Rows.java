package dev.muster.download;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes rows and makes a file of them, which is whole once [#end] has returned.
interface Rows {
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /// SHA-256 of all rows so far as CSV, in hexadecimal. Nothing is added after it is asked for.
    String digest() throws IOException;

    /// Writes what the file says of itself where it has a place for it, and the end. The stream stays open.
    void end(About about) throws IOException;
}
