package dev.muster.pagerduty.credential;

import dev.muster.kit.client.Authorization;

/// What an administrator entered for Muster to prove who it is.
public sealed interface Credential extends Authorization permits AccessToken, AppToken {

    /// Tells apart what administrators entered, and reveals nothing of it.
    String fingerprint();
}
