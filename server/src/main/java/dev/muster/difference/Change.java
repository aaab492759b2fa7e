package dev.muster.difference;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account, a resource, a grant or a link that came, went or changed, as one revision saw it.
///
/// @param revision the revision that saw it
/// @param run      the run that made that revision
/// @param seenAt   when that was published
/// @param subject  the account or the resource itself, who holds the grant, or where the link begins
/// @param object   what the grant is held on, or where the link ends; none otherwise
/// @param relation of a link; empty otherwise
/// @param before   none when it came
/// @param after    none when it went
/// @param record   the application's own account of it; none when it is not in the audit records that were read
public record Change(
        Integration integration,
        int revision,
        int run,
        Instant seenAt,
        Kind kind,
        Named subject,
        @Nullable Named object,
        String relation,
        @Nullable Content before,
        @Nullable Content after,
        @Nullable ByRecord record) {

    /// How it changed.
    public Way way() {
        if (before == null) {
            return Way.GRANTED;
        }
        return after == null ? Way.REMOVED : Way.CHANGED;
    }

    /// How something can change.
    public enum Way {
        /// It came.
        GRANTED,
        /// It went.
        REMOVED,
        /// It says something else.
        CHANGED;

        /// As addresses and calls say it: `granted`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What can change.
    public enum Kind {
        ACCOUNT,
        GRANT,
        LINK,
        RESOURCE;

        /// `account`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The one of that id.
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /// @param name as of the revision that saw the change; the id when nothing of that key was ever known
    public record Named(Key key, String name) {}

    /// What was said of it.
    ///
    /// @param fields     by name: `name`, `email`, `kind` and `state` of an account, `name` of a resource, `value`
    ///                   and `through` of a grant; absent ones are left out
    /// @param attributes further facts
    public record Content(Map<String, String> fields, Map<String, String> attributes) {
        public Content {
            fields = Map.copyOf(fields);
            attributes = Map.copyOf(attributes);
        }
    }

    /// The entry of the application's audit trail that fits a change.
    ///
    /// @param by         who did it; none when the application does not tell
    /// @param how        by what means, as the application words it: `browser`, `api_token`
    /// @param attributes further facts: `key_ending`
    public record ByRecord(
            String id, Instant at, String action, @Nullable Named by, String how, Map<String, String> attributes) {
        public ByRecord {
            attributes = Map.copyOf(attributes);
        }
    }
}
