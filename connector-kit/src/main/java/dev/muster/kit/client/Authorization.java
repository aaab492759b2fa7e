package dev.muster.kit.client;

import dev.muster.kit.transport.ReadFailed;

/// What Muster shows a service with every request, to prove who it is. Prints no secret.
public interface Authorization {

    /// The value of the `Authorization` header of a request that is about to be sent.
    ///
    /// @param meter told of every request it takes to get one, before it is sent
    /// @throws ReadFailed when there is none to be had
    String header(Meter meter) throws ReadFailed, InterruptedException;

    /// Fetches what [#header] will need, so that it rarely has to.
    default void prepare(Meter meter) throws ReadFailed, InterruptedException {
        header(meter);
    }

    /// Foreign words with every secret blacked out, should they repeat one.
    String blackOutIn(String words);

    /// As sentences name it: `access token`.
    String words();

    /// What to do when the service refuses it.
    String afterRefusal();

    /// What to do when the service accepts it, but does not let it read something.
    String afterDenial();
}
