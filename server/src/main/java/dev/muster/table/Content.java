package dev.muster.table;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a table, read from their beginning as often as somebody wants.
@FunctionalInterface
interface Content {
    InputStream open() throws IOException;
}
