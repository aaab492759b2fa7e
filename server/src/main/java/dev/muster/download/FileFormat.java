package dev.muster.download;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// In which form a list is taken away.
public enum FileFormat {
    /// One table, as [dev.muster.web.SpreadsheetCsv] writes it.
    CSV("CSV", "text/csv"),
    /// The same table, and beside it a text that says what it is about.
    ZIP("CSV with header block", "application/zip"),
    /// A workbook, whose first sheet says what it is about.
    XLSX("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// What the address of a file ends with, as routes say it: a dot and the id of any of these.
    public static final String ENDING = ".{format:csv|zip|xlsx}";

    private final String title;
    private final String mediaType;

    FileFormat(String title, String mediaType) {
        this.title = title;
        this.mediaType = mediaType;
    }

    /// As addresses, calls and names of files spell it: `xlsx`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As pages name it.
    public String title() {
        return title;
    }

    String mediaType() {
        return mediaType;
    }

    /// Where a list is had in this form.
    ///
    /// @param csv where it is had as CSV
    public String address(String csv) {
        return csv.replaceFirst("\\.csv(?=\\?|$)", "." + id());
    }

    /// The one of that id; empty when there is none.
    static Optional<FileFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    /// The one that a path ends with; CSV where it ends with none.
    static FileFormat ofPath(String path) {
        return of(path.substring(path.lastIndexOf('.') + 1)).orElse(CSV);
    }
}
