package dev.muster.people;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.people.HeldAccount.Duty;
import dev.muster.people.HeldAccount.Holding;
import dev.muster.people.Leavers.Leaver;
import dev.muster.people.PeoplePage.PeopleList;
import dev.muster.people.UnmatchedAccounts.Unmatched;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who left and still has access, and which accounts belong to nobody, as CSV for spreadsheets. Read slice by slice,
/// all of one moment, which is named by the file and by a header.
@Controller
@RequestMapping("/t/{tenant}/people")
class PeopleCsv {
    /// The moment that the file is about.
    static final String AS_OF = "Muster-As-Of";

    private static final int ROWS = 500;
    private static final List<String> OF_LEAVERS = List.of(
            "person_id",
            "name",
            "email",
            "department",
            "manager",
            "last_day",
            "application",
            "account_id",
            "account",
            "level",
            "level_title",
            "privileged",
            "resource",
            "resources",
            "last_used",
            "duty");
    private static final List<String> OF_UNMATCHED =
            List.of("application", "account_id", "account", "email", "what_is_known", "likely_email");

    private final PeopleLedger people;
    private final Leavers leavers;
    private final UnmatchedAccounts unmatched;

    PeopleCsv(PeopleLedger people, Leavers leavers, UnmatchedAccounts unmatched) {
        this.people = people;
        this.leavers = leavers;
        this.unmatched = unmatched;
    }

    /// A list that can be read at one moment and from any place on.
    @FunctionalInterface
    private interface Rows<R> {
        Slice<R> slice(PeopleState state, PeopleWalk from, int limit);
    }

    private record Read<R>(Instant at, Slice<R> slice) {}

    /// A row for each level that an account holds, and one for an account that holds nothing.
    @GetMapping("/leavers.csv")
    @Does(Action.SEE)
    @CostlyQuestion
    void leavers(TenantAccess access, HttpServletResponse answer, @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        send(access, answer, PeopleList.LEAVERS, Leavers.COLUMNS, asOf, OF_LEAVERS, leavers::slice, PeopleCsv::cells);
    }

    @GetMapping("/unmatched.csv")
    @Does(Action.SEE)
    @CostlyQuestion
    void unmatched(TenantAccess access, HttpServletResponse answer, @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        send(
                access,
                answer,
                PeopleList.UNMATCHED,
                UnmatchedAccounts.COLUMNS,
                asOf,
                OF_UNMATCHED,
                unmatched::slice,
                row -> Stream.of(cells(row)));
    }

    private <R> void send(
            TenantAccess access,
            HttpServletResponse answer,
            PeopleList list,
            int columns,
            String asOf,
            List<String> names,
            Rows<R> rows,
            Function<R, Stream<List<? extends @Nullable String>>> cells)
            throws IOException {
        Read<R> read = read(access, PeopleWalk.parse(asOf, null, columns, list.path()), rows);
        answer.setHeader(AS_OF, read.at().toString());
        try (var csv = SpreadsheetCsv.download(answer, name(access, list, read.at()), names)) {
            write(csv, read.slice(), cells);
            Cursor next = read.slice().next();
            while (next != null) {
                Slice<R> slice = read(access, PeopleWalk.parse(null, next.text(), columns, list.path()), rows)
                        .slice();
                write(csv, slice, cells);
                next = slice.next();
            }
        }
    }

    private <R> Read<R> read(TenantAccess access, PeopleWalk walk, Rows<R> rows) {
        return people.read(access, walk.asOf(), state -> new Read<>(state.at(), rows.slice(state, walk, ROWS)));
    }

    /// `acme-leavers-2026-11-26`.
    private static String name(TenantAccess access, PeopleList list, Instant at) {
        return "%s-%s-%s".formatted(access.tenant().slug(), list.path(), LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static <R> void write(
            SpreadsheetCsv csv, Slice<R> slice, Function<R, Stream<List<? extends @Nullable String>>> cells) {
        slice.rows().stream().flatMap(cells).forEach(csv::row);
    }

    private static Stream<List<? extends @Nullable String>> cells(Leaver leaver) {
        return leaver.accounts().stream()
                .flatMap(held -> held.levels().isEmpty()
                        ? Stream.of(cells(leaver, held, null))
                        : held.levels().stream().map(level -> cells(leaver, held, level)));
    }

    private static List<? extends @Nullable String> cells(Leaver leaver, HeldAccount held, @Nullable Holding holding) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.addAll(List.of(
                leaver.person(),
                leaver.name(),
                Objects.requireNonNullElse(leaver.email(), ""),
                leaver.department(),
                leaver.manager(),
                leaver.lastDay().toString(),
                held.integration().name(),
                held.id(),
                held.name()));
        cells.addAll(
                holding == null
                        ? List.of("", "", "", "", "")
                        : List.of(
                                holding.level().value(),
                                holding.level().title(),
                                holding.level().privileged() ? "yes" : "no",
                                holding.resource(),
                                String.valueOf(holding.resources())));
        Duty duty = held.duty();
        cells.add(held.lastUsed() == null ? "" : held.lastUsed().toString());
        cells.add(duty == null ? "" : "%s, %s".formatted(duty.what(), duty.resource()));
        return cells;
    }

    private static List<? extends @Nullable String> cells(Unmatched row) {
        AccountAt account = row.account();
        return List.of(
                account.integration().name(),
                account.key().id(),
                account.name(),
                Objects.requireNonNullElse(account.email(), ""),
                PeopleRows.known(row),
                row.likely() == null
                        ? ""
                        : Objects.requireNonNullElse(row.likely().email(), ""));
    }
}
