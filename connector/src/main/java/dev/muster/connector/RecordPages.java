package dev.muster.connector;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an application shows its records to people: at the host of the account that was read, which the resource that
/// stands for the application as a whole is called by, and there by type and id. Nothing is guessed: what does not look
/// as the connector says it does has no address.
///
/// @param host  what such hosts look like, and nothing else: `[a-z0-9-]+\.example\.com`
/// @param paths of the pages, by the type of the record, with `%s` for its id: `/users/%s`
public record RecordPages(Pattern host, Map<String, String> paths) {
    /// Of an application about whose pages nothing is known.
    public static final RecordPages UNKNOWN = new RecordPages(Pattern.compile("(?!)"), Map.of());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public RecordPages {
        paths = Map.copyOf(paths);
    }

    /// The page of a record, at `https` always; empty when nobody knows it.
    ///
    /// @param whole what the resource that stands for the application as a whole is called: `acme.example.com`
    public Optional<URI> of(String whole, Key key) {
        return Optional.ofNullable(paths.get(key.type()))
                .filter(path -> host.matcher(whole).matches())
                .filter(path -> ID.matcher(key.id()).matches())
                .map(path -> URI.create("https://" + whole + path.formatted(key.id())));
    }
}
