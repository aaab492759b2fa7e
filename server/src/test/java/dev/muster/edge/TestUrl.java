package dev.muster.edge;

/// `MUSTER_URL` for tests of what depends on it.
public final class TestUrl {
    private TestUrl() {}

    /// @param said as the operator says it; empty for none
    public static MusterUrl of(String said) {
        return MusterUrl.parse(said, false);
    }
}
