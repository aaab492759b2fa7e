package dev.muster.people;

import dev.muster.download.Asked;
import dev.muster.download.FileHead;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Moment;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of a file about people, all of one moment, which the file and a header name. Runs in the caller's
/// tenant transaction.
@Component
class PeopleFile {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private final Catalogue catalogue;
    private final UnreadData unread;

    PeopleFile(Catalogue catalogue, UnreadData unread) {
        this.catalogue = catalogue;
        this.unread = unread;
    }

    /// @param rows none where nobody has counted them
    FileHead head(
            TenantAccess access,
            PeopleState state,
            PeopleList list,
            String title,
            List<String> columns,
            @Nullable Long rows) {
        return head(access, state, list.path(), title, columns, "", rows, Asked.of(Map.of()));
    }

    /// @param list   part of the name of the file
    /// @param filter what narrows the list, in words; empty for nothing
    /// @param asked  what it is asked with, without the moment
    FileHead head(
            TenantAccess access,
            PeopleState state,
            String list,
            String title,
            List<String> columns,
            String filter,
            @Nullable Long rows,
            Asked asked) {
        return new FileHead(
                name(access, state, list),
                columns,
                title,
                "all applications",
                "As of %s UTC".formatted(Moment.utc(state.at()).second()),
                filter,
                Stream.concat(state.applications().stream(), Stream.ofNullable(state.roster()))
                        .map(this::source)
                        .toList(),
                rows,
                asked.with(AsOf.FIELD, state.at().toString()),
                Map.of(AS_OF, state.at().toString()));
    }

    private FileHead.Source source(Revision revision) {
        Integration integration = revision.integration();
        return FileHead.Source.of(
                integration.name(),
                revision.number(),
                revision.publishedAt(),
                integration.timeZone(),
                unread.sentences(revision, catalogue.describe(integration)));
    }

    /// `acme-leavers-2026-11-26`.
    private static String name(TenantAccess access, PeopleState state, String list) {
        return "%s-%s-%s".formatted(access.tenant().slug(), list, LocalDate.ofInstant(state.at(), ZoneOffset.UTC));
    }
}
