package dev.muster.sso;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A domain of e-mail addresses that a tenant says is its own.
///
/// @param domain   in lower-case ASCII: `acme.example`
/// @param code     what the DNS must say before that counts
/// @param provedAt when it did; none before
record ClaimedDomain(String domain, String code, @Nullable Instant provedAt) {

    /// What its TXT record must be.
    String record() {
        return "muster-domain=" + code;
    }

    boolean isProved() {
        return provedAt != null;
    }
}
