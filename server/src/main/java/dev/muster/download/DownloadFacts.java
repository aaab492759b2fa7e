package dev.muster.download;

import java.util.Map;
import java.util.Objects;

/// What the audit record keeps of a file.
final class DownloadFacts {
    private DownloadFacts() {}

    static Map<String, String> of(Download download) {
        Download.Whole whole = Objects.requireNonNull(download.whole(), "only a whole file has facts");
        return of(download, download.progress().written(), whole.digest());
    }

    /// @param digest SHA-256 of the rows as CSV
    static Map<String, String> of(Download download, long rows, String digest) {
        return Map.of(
                "list",
                download.title(),
                "rows",
                String.valueOf(rows),
                "digest",
                digest,
                "asked_by",
                download.asker().name());
    }
}
