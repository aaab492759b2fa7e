package dev.muster.host;

import java.util.Locale;

/// A number of a certificate in words: why a record was rejected, which value was unknown.
///
/// @param feed    id of the feed
/// @param subject the record, the value or the part
public record Note(String feed, Kind kind, String subject, String detail) {

    /// What a note is about.
    public enum Kind {
        REJECTED,
        UNKNOWN,
        UNRESOLVED,
        REMOVED,
        UNREAD,
        REMARK;

        /// As the API and the database say it: `rejected`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
