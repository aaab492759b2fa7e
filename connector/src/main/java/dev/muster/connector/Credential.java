package dev.muster.connector;

import org.jspecify.annotations.Nullable;

/// What a credential turned out to be.
///
/// @param kind        in words: `Account key, sees private teams too`
/// @param reach       how much it sees, 0 to 100, comparable between credentials of one connector; a lower reach than
///                    before makes absence doubtful
/// @param account     the far account in words: `acme.pagerduty.com`; none when it could not be told
/// @param fingerprint [Secret#fingerprint] of the credential
public record Credential(String kind, int reach, @Nullable String account, String fingerprint) {
    public Credential {
        if (reach < 0 || reach > 100) {
            throw new IllegalArgumentException("Reach goes from 0 to 100, not %d".formatted(reach));
        }
    }
}
