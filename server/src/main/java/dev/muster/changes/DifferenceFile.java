package dev.muster.changes;

import dev.muster.explorer.CsvAnswer;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/// A file about two revisions, which its name and its headers tell.
final class DifferenceFile {
    /// Number of the revision that the file begins with.
    static final String FROM_REVISION = "Muster-From-Revision";
    /// When that was published.
    static final String FROM_PUBLISHED = "Muster-From-Published-At";

    private DifferenceFile() {}

    /// @param list part of the name of the file: `changes`
    static SpreadsheetCsv download(
            HttpServletResponse answer, TenantAccess access, String list, Difference difference, List<String> columns)
            throws IOException {
        CsvAnswer.tell(answer, FROM_REVISION, FROM_PUBLISHED, difference.earlier());
        CsvAnswer.tell(answer, CsvAnswer.REVISION, CsvAnswer.PUBLISHED, difference.later());
        return SpreadsheetCsv.download(answer, name(access, list, difference), columns);
    }

    /// `acme-payroll-changes-r12-r41-2026-11-26`.
    private static String name(TenantAccess access, String list, Difference difference) {
        Revision later = difference.later();
        String of = "%s-%s-%s-r%d-r%d"
                .formatted(
                        access.tenant().slug(),
                        SpreadsheetCsv.plain(later.integration().name()),
                        list,
                        difference.earlier().number(),
                        later.number());
        return later.publishedAt() == null
                ? of
                : of + "-"
                        + LocalDate.ofInstant(
                                later.publishedAt(), later.integration().timeZone());
    }
}
