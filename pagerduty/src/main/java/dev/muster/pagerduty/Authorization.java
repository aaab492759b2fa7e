package dev.muster.pagerduty;

/// What Muster shows PagerDuty with every request, to prove who it is. Prints no secret.
sealed interface Authorization permits AccessToken, AppToken {

    /// The value of the `Authorization` header of a request that is about to be sent.
    ///
    /// @param meter told of every request it takes to get one, before it is sent
    /// @throws ReadFailed when there is none to be had
    String header(Meter meter) throws ReadFailed, InterruptedException;

    /// Fetches what [#header] will need, so that it rarely has to.
    default void prepare(Meter meter) throws ReadFailed, InterruptedException {
        header(meter);
    }

    /// Tells apart what administrators entered, and reveals nothing of it.
    String fingerprint();

    /// Foreign words with every secret blacked out, should they repeat one.
    String blackOutIn(String words);

    /// As sentences name it: `access token`.
    String words();

    /// What to do when PagerDuty refuses it.
    String afterRefusal();

    /// What to do when PagerDuty accepts it, but does not let it read something.
    String afterDenial();
}
