package dev.muster.snapshot;

import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Credential;
import dev.muster.connector.Feed;
import dev.muster.connector.Manual;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be read, where, and as who.
///
/// @param feeds   those somebody asked for, with those they depend on
/// @param manual  how the application is spoken of
/// @param entered what is known of the credential before the application says more: how it was given, its fingerprint
record Order(
        Connector connector,
        Configuration configuration,
        Set<Feed> feeds,
        Manual manual,
        Manual.Means means,
        Credential entered) {
    Order {
        feeds = Set.copyOf(feeds);
    }

    /// The same credential, when nothing else is known but the account it opens.
    Credential enteredFor(@Nullable String account) {
        return new Credential(entered.kind(), entered.reach(), account, entered.fingerprint());
    }
}
