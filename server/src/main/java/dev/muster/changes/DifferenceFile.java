package dev.muster.changes;

import dev.muster.connector.Description;
import dev.muster.download.Asked;
import dev.muster.download.FileHead;
import dev.muster.explorer.RevisionFile;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of a file about two revisions, which its name and its headers tell. Runs in the caller's tenant
/// transaction.
@Component
class DifferenceFile {
    /// Number of the revision that the file begins with.
    static final String FROM_REVISION = "Muster-From-Revision";
    /// When that was published.
    static final String FROM_PUBLISHED = "Muster-From-Published-At";

    static final String INTEGRATION = "integration";

    private final Catalogue catalogue;
    private final UnreadData unread;

    DifferenceFile(Catalogue catalogue, UnreadData unread) {
        this.catalogue = catalogue;
        this.unread = unread;
    }

    /// @param list  part of the name of the file: `changes`
    /// @param title of the list
    /// @param rows  none where nobody has counted them
    FileHead head(
            TenantAccess access,
            Asked asked,
            String list,
            String title,
            Difference difference,
            List<String> columns,
            @Nullable Long rows) {
        Revision earlier = difference.earlier();
        Revision later = difference.later();
        Integration integration = later.integration();
        Map<String, String> headers = new HashMap<>(RevisionFile.headers(FROM_REVISION, FROM_PUBLISHED, earlier));
        headers.putAll(RevisionFile.headers(RevisionFile.REVISION, RevisionFile.PUBLISHED, later));
        return new FileHead(
                name(access, list, difference),
                columns,
                title,
                integration.name(),
                "From %s to %s"
                        .formatted(
                                FileHead.revision(earlier.number(), earlier.publishedAt(), integration.timeZone()),
                                FileHead.revision(later.number(), later.publishedAt(), integration.timeZone())),
                asked.words(List.of(INTEGRATION, Difference.FROM, Difference.TO)),
                sources(difference),
                rows,
                later.exists() ? again(asked, difference) : asked,
                headers);
    }

    private static Asked again(Asked asked, Difference difference) {
        return asked.with(
                        Difference.FROM,
                        String.valueOf(Math.max(1, difference.earlier().number())))
                .with(Difference.TO, String.valueOf(difference.later().number()));
    }

    /// What both ends rest on.
    List<FileHead.Source> sources(Difference difference) {
        Description application = catalogue.describe(difference.later().integration());
        return Stream.of(difference.earlier(), difference.later())
                .distinct()
                .map(revision -> RevisionFile.source(revision, unread.sentences(revision, application)))
                .toList();
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
