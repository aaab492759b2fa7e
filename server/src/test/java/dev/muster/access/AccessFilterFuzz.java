package dev.muster.access;

import dev.muster.api.FuzzedParameters;

/// Filters of the list of access: a parameter a line, `name=value`.
public final class AccessFilterFuzz {
    private AccessFilterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedParameters.ask(input, asked -> AccessFilter.parse(asked).isNarrow());
    }
}
