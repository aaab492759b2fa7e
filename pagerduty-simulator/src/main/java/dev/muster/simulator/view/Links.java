package dev.muster.simulator.view;

import dev.muster.simulator.account.Region;

/// Addresses of objects as the account's region spells them.
public final class Links {

    private final String api;
    private final String web;

    public Links(Region region) {
        this.api = region.api();
        this.web = region.web();
    }

    /// @param path `/users/PABC123`
    public String self(String path) {
        return api.concat(path);
    }

    public String html(String path) {
        return web.concat(path);
    }
}
