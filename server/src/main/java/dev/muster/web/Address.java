package dev.muster.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/// An address on this server with the filters of a list in its query, so that what is seen can be sent to a colleague.
///
/// @param query without the question mark
public record Address(String path, String query) {

    /// A path, with or without a query.
    public static Address of(String path) {
        int end = path.indexOf('?');
        return end < 0 ? new Address(path, "") : new Address(path.substring(0, end), path.substring(end + 1));
    }

    /// An address below this one, with the same query.
    public Address below(String path) {
        return new Address(this.path + path, query);
    }

    /// The same address with one more parameter; unchanged when the value is none or empty.
    public Address with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        String pair = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
        return new Address(path, query.isEmpty() ? pair : query + "&" + pair);
    }

    /// As a link writes it.
    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
