package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.Key;
import dev.muster.explorer.CsvAnswer.Read;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountAccess;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.AccountAccess.Wanted;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.AccountVerdicts;
import dev.muster.rights.Holdings;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What one account can do, as CSV.
@Controller
@Does(Action.SEE)
class AccountAccessCsv {
    private static final CsvAnswer CSV = new CsvAnswer("access-of-account");
    private static final List<String> LEADING = List.of("type", "id", "name");

    private final KnownResources known;
    private final AccountFinder accounts;
    private final Holdings holdings;
    private final AccountVerdicts verdicts;
    private final AccountAccess access;

    AccountAccessCsv(
            KnownResources known,
            AccountFinder accounts,
            Holdings holdings,
            AccountVerdicts verdicts,
            AccountAccess access) {
        this.known = known;
        this.accounts = accounts;
        this.holdings = holdings;
        this.verdicts = verdicts;
        this.access = access;
    }

    /// A row with the rules it was decided by.
    private record Decided(Rulebook book, OnResource row) {
        Stream<@Nullable String> cells() {
            var kind = book.kind(row.resource().type()).orElseThrow();
            return Stream.of(
                            Stream.of(row.resource().type(), row.resource().id(), row.name()),
                            CsvAnswer.rights(book.rights(), kind, row.decision()),
                            CsvAnswer.grounds(row.decision()))
                    .flatMap(cells -> cells);
        }
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts/{account}/access.csv")
    @CostlyQuestion
    void download(
            TenantAccess caller,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf)
            throws IOException {
        var search = new SearchText(q);
        var filter = new RightFilter(right);
        CSV.<Decided>send(
                answer,
                caller,
                AsOf.parse(asOf),
                (asked, after) -> read(caller, id, account, type, search, filter, asked, after),
                Decided::cells);
    }

    private Read<Decided> read(
            TenantAccess caller,
            UUID id,
            String account,
            String type,
            SearchText search,
            RightFilter filter,
            AsOf asOf,
            @Nullable Cursor after) {
        return known.read(caller, id, asOf, (current, revision) -> {
            Rulebook book = known.rules(revision);
            Key asker = accounts.get(revision, account).key();
            var held = holdings.of(revision, asker);
            var levels = Holdings.levels(book.rules(), held);
            var decided = verdicts.of(revision, book, asker, levels);
            var wanted = new Wanted(search, AccountAccessApi.types(book, type), filter.among(book));
            return new Read<>(
                    revision,
                    CsvAnswer.columns(LEADING, book.rights()),
                    access.slice(new Asker(revision, book, asker, levels), decided, wanted, after, CsvAnswer.ROWS)
                            .map(row -> new Decided(book, row)));
        });
    }
}
