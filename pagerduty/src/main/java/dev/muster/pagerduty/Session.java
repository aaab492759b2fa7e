package dev.muster.pagerduty;

import org.jspecify.annotations.Nullable;

/// One configuration at work: where it reads and with which token.
record Session(Api api, ApiHost host, AccessToken token) {

    /// The account in words: `acme.pagerduty.com (US)`; none when its subdomain could not be told.
    @Nullable
    String accountIn(@Nullable String subdomain) {
        return subdomain == null ? null : "%s (%s)".formatted(subdomain, host.region());
    }
}
