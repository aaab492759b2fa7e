package dev.muster.simulator;

/// Addresses of objects as the account's region spells them.
record Links(Region region) {

    /// @param path `/users/PABC123`
    String self(String path) {
        return region.api() + path;
    }

    String html(String path) {
        return region.web() + path;
    }
}
