package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Right;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.rights.Certainty;
import dev.muster.rights.RightFilter;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list of one revision as CSV for spreadsheets, read slice by slice, so that memory does not grow with the list. The
/// first slice opens the revision, and all others are read at the same, whatever is published meanwhile.
///
/// @param list part of the name of the file
public record CsvAnswer(String list) {
    /// Rows of one slice.
    public static final int ROWS = 2000;
    /// Number of the revision in the file.
    public static final String REVISION = "Muster-Revision";
    /// When that was published.
    public static final String PUBLISHED = "Muster-Published-At";

    /// A slice, and the revision that it was read at.
    ///
    /// @param columns names of the columns, the same for every slice
    record Read<T>(Revision revision, List<String> columns, Slice<T> slice) {}

    /// A list that can be read at any revision and from any place on.
    @FunctionalInterface
    interface Slices<T> {
        Read<T> read(AsOf asOf, @Nullable Cursor after);
    }

    /// Sends the whole list. The first slice is read before anything is sent, so that what is not there is still
    /// answered as such.
    <T> void send(
            HttpServletResponse answer,
            TenantAccess access,
            AsOf asOf,
            Slices<T> list,
            Function<T, Stream<? extends @Nullable String>> cells)
            throws IOException {
        Read<T> read = list.read(asOf, null);
        Revision revision = read.revision();
        tell(answer, REVISION, PUBLISHED, revision);
        try (var csv = SpreadsheetCsv.download(answer, name(access, revision), read.columns())) {
            write(csv, read.slice(), cells);
            Cursor next = read.slice().next();
            while (next != null) {
                Slice<T> slice =
                        list.read(new AsOf.Number(revision.number()), next).slice();
                write(csv, slice, cells);
                next = slice.next();
            }
        }
    }

    /// Names a revision in the headers of a file.
    ///
    /// @param number    header for its number
    /// @param published header for when it was published, which is left out before anything was
    public static void tell(HttpServletResponse answer, String number, String published, Revision revision) {
        answer.setHeader(number, String.valueOf(revision.number()));
        if (revision.publishedAt() != null) {
            answer.setHeader(published, revision.publishedAt().toString());
        }
    }

    /// `acme-payments-accounts-r41-2026-11-26`.
    private String name(TenantAccess access, Revision revision) {
        Integration integration = revision.integration();
        String of = "%s-%s-%s-r%d"
                .formatted(access.tenant().slug(), SpreadsheetCsv.plain(integration.name()), list, revision.number());
        return revision.publishedAt() == null
                ? of
                : of + "-" + LocalDate.ofInstant(revision.publishedAt(), integration.timeZone());
    }

    /// A column for each right, between others.
    static List<String> columns(List<String> before, List<Right> rights) {
        return Stream.of(
                        before.stream(),
                        rights.stream().map(Right::id),
                        Stream.of("certainty", "bounded", "decided_by", "why"))
                .flatMap(columns -> columns)
                .toList();
    }

    /// A cell for each right: `yes`, `no`, `unknown`, and nothing where there is no such right.
    static Stream<String> rights(List<Right> columns, Kind kind, Decision decision) {
        return columns.stream().map(right -> {
            if (!kind.rights().contains(right)) {
                return "";
            }
            if (decision.rights().contains(right)) {
                return "yes";
            }
            return decision.open().contains(right) ? RightFilter.UNKNOWN : "no";
        });
    }

    /// How sure a decision is, whether what the rules cannot take into account may change it, and why.
    static Stream<String> grounds(Decision decision) {
        return Stream.of(
                Certainty.of(decision).id(), decision.bounded() ? "yes" : "no", decision.rule(), decision.sentence());
    }

    private static <T> void write(
            SpreadsheetCsv csv, Slice<T> slice, Function<T, Stream<? extends @Nullable String>> cells) {
        slice.rows().forEach(row -> csv.row(cells.apply(row).toList()));
    }
}
