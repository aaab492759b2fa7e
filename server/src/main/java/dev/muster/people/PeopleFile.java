package dev.muster.people;

import dev.muster.api.Slice;
import dev.muster.download.Asked;
import dev.muster.download.FileHead;
import dev.muster.download.ListFile;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists about people as files, read slice by slice, all of one moment, which the file and a header name.
@Component
class PeopleFile {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private static final int ROWS = 500;

    private final PeopleLedger people;
    private final Catalogue catalogue;
    private final UnreadData unread;

    PeopleFile(PeopleLedger people, Catalogue catalogue, UnreadData unread) {
        this.people = people;
        this.catalogue = catalogue;
        this.unread = unread;
    }

    /// A list about people, of which nothing is asked but the moment.
    ///
    /// @param order   how many columns it is ordered by
    /// @param columns names of the columns in the file
    /// @param rows    counts the rows; none where nobody does
    /// @param cells   of each row, which may make several in the file
    record Whole<R>(
            PeopleList list,
            int order,
            List<String> columns,
            Function<PeopleState, @Nullable Long> rows,
            Slices<R> slices,
            Function<R, Stream<List<? extends @Nullable Object>>> cells) {
        Whole {
            columns = List.copyOf(columns);
        }
    }

    /// Reads a list at a state and from a place on.
    @FunctionalInterface
    interface Slices<R> {
        Slice<R> read(PeopleState state, PeopleWalk walk, int limit);
    }

    /// Begins a walk, or goes on with one.
    @FunctionalInterface
    interface Walks {
        PeopleWalk walk(String asOf, String after);
    }

    /// Opens a list at a moment and reads the beginning of it.
    ///
    /// @throws dev.muster.problem.InvalidInput about `asOf`, or whatever else is asked
    <R> ListFile open(TenantAccess access, Asked asked, Whole<R> whole) {
        PeopleList list = whole.list();
        return open(
                access,
                asked.only(AsOf.FIELD).value(AsOf.FIELD),
                (asOf, after) -> PeopleWalk.parse(asOf, after, whole.order(), list.path()),
                state -> head(
                        access,
                        state,
                        list.path(),
                        list.title(),
                        whole.columns(),
                        "",
                        whole.rows().apply(state),
                        Asked.of(Map.of())),
                whole.slices(),
                whole.cells());
    }

    /// The same of a list that is narrowed and sorted as its walks say.
    <R> ListFile open(
            TenantAccess access,
            String asOf,
            Walks walks,
            Function<PeopleState, FileHead> head,
            Slices<R> slices,
            Function<R, Stream<List<? extends @Nullable Object>>> cells) {
        PeopleWalk first = walks.walk(asOf, "");
        return people.read(
                access,
                first.asOf(),
                state -> ListFile.of(
                        head.apply(state),
                        slices.read(state, first, ROWS),
                        after -> {
                            PeopleWalk next = walks.walk("", after.text());
                            return people.read(access, next.asOf(), then -> slices.read(then, next, ROWS));
                        },
                        cells));
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
