package dev.muster.source;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.rights.Rulebook;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record where its application shows it itself (`source/open`).
///
/// @param application by its name
/// @param page        at `https`
public record AtApplication(String application, URI page) {

    /// Empty where nobody knows the address.
    ///
    /// @param book of the revision; none where nobody knows how levels add up, nor then what the account is called
    public static Optional<AtApplication> of(Description application, @Nullable Rulebook book, Key key) {
        return Optional.ofNullable(book)
                .flatMap(known -> application.pages().of(known.name(), key))
                .map(page -> new AtApplication(application.name(), page));
    }
}
