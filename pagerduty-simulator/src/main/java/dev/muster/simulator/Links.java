package dev.muster.simulator;

/// Addresses of objects as the account's region spells them.
final class Links {

    private final String api;
    private final String web;

    Links(Region region) {
        this.api = region.api();
        this.web = region.web();
    }

    /// @param path `/users/PABC123`
    String self(String path) {
        return api.concat(path);
    }

    String html(String path) {
        return web.concat(path);
    }
}
