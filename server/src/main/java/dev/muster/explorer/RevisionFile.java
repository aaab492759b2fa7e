package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Right;
import dev.muster.download.Asked;
import dev.muster.download.FileHead;
import dev.muster.download.ListFile;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.rights.Certainty;
import dev.muster.rights.RightFilter;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list of one revision as a file, read slice by slice, so that memory does not grow with the list. The first slice
/// opens the revision, and all others are read at the same, whatever is published meanwhile.
///
/// @param list  part of the name of the file
/// @param title of the list
public record RevisionFile(String list, String title) {
    /// Rows of one slice.
    public static final int ROWS = 2000;
    /// Number of the revision in the file.
    public static final String REVISION = "Muster-Revision";
    /// When that was published.
    public static final String PUBLISHED = "Muster-Published-At";

    /// A slice, and the revision that it was read at.
    ///
    /// @param columns names of the columns, the same for every slice
    /// @param rows    of the whole list; none where nobody has counted them
    /// @param unread  what that revision did not read, as sentences
    public record Read<T>(
            Revision revision,
            List<String> columns,
            @Nullable Long rows,
            List<String> unread,
            Slice<T> slice) {
        public Read {
            columns = List.copyOf(columns);
            unread = List.copyOf(unread);
        }
    }

    /// A list that can be read at any revision and from any place on.
    @FunctionalInterface
    public interface Slices<T> {
        Read<T> read(AsOf asOf, @Nullable Cursor after);
    }

    /// Opens the list and reads the beginning of it.
    ///
    /// @param leaving what is asked and narrows nothing
    public <T> ListFile open(
            TenantAccess access,
            Asked asked,
            List<String> leaving,
            Slices<T> list,
            Function<T, Stream<? extends @Nullable Object>> cells) {
        Read<T> read = list.read(AsOf.parse(asked.value(AsOf.FIELD)), null);
        Revision revision = read.revision();
        var at = new AsOf.Number(revision.number());
        return ListFile.of(
                head(access, asked, leaving, read),
                read.slice(),
                after -> list.read(at, after).slice(),
                row -> Stream.of(cells.apply(row).toList()));
    }

    private FileHead head(TenantAccess access, Asked asked, List<String> leaving, Read<?> read) {
        Revision revision = read.revision();
        Integration integration = revision.integration();
        List<String> further = Stream.concat(leaving.stream(), Stream.of("integration", AsOf.FIELD))
                .toList();
        return new FileHead(
                name(access, revision, list),
                read.columns(),
                title,
                integration.name(),
                capital(FileHead.revision(revision.number(), revision.publishedAt(), integration.timeZone())),
                asked.words(further),
                List.of(source(revision, read.unread())),
                read.rows(),
                asked.with(AsOf.FIELD, revision.exists() ? String.valueOf(revision.number()) : ""),
                headers(REVISION, PUBLISHED, revision));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// What a file says of a revision that it rests on.
    public static FileHead.Source source(Revision revision, List<String> unread) {
        Integration integration = revision.integration();
        return FileHead.Source.of(
                integration.name(), revision.number(), revision.publishedAt(), integration.timeZone(), unread);
    }

    /// Headers of an answer that name a revision.
    ///
    /// @param number    for its number
    /// @param published for when it was published, which is left out before anything was
    public static Map<String, String> headers(String number, String published, Revision revision) {
        Map<String, String> headers = new HashMap<>(Map.of(number, String.valueOf(revision.number())));
        if (revision.publishedAt() != null) {
            headers.put(published, revision.publishedAt().toString());
        }
        return headers;
    }

    /// `acme-payments-accounts-r41-2026-11-26`.
    public static String name(TenantAccess access, Revision revision, String list) {
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
}
