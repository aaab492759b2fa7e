package dev.muster.pagerduty;

import org.jspecify.annotations.Nullable;

/// One configuration at work: where it reads and as who.
record Session(Api api, ApiHost host, Authorization authorization) {

    /// The account in words: `acme.pagerduty.com (US)`; none when its web address could not be told.
    @Nullable
    String accountAt(@Nullable String web) {
        return web == null ? null : "%s (%s)".formatted(web, host.region());
    }
}
