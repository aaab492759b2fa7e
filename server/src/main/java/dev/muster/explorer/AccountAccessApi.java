package dev.muster.explorer;

import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.connector.Key;
import dev.muster.explorer.AccessJson.Decisions;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What one account can do, over REST.
@RestController
@Does(Action.SEE)
class AccountAccessApi {
    private final KnownResources known;
    private final AccountFinder accounts;
    private final Holdings holdings;
    private final AccountVerdicts verdicts;
    private final AccountAccess access;

    AccountAccessApi(
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

    /// @param rights    ids from least to most power, of what the account can do for certain
    /// @param open      ids of the rights that nobody can tell about
    /// @param certain   whether nothing is open; otherwise `rights` is the least
    /// @param bounded   whether what the rules cannot take into account may change it
    /// @param decidedBy the rule: `Team role`
    /// @param why       the sentence that explains it
    record OnResourceJson(
            String type,
            String id,
            String name,
            List<String> rights,
            List<String> open,
            boolean certain,
            boolean bounded,
            String decidedBy,
            String why) {
        OnResourceJson {
            rights = List.copyOf(rights);
            open = List.copyOf(open);
        }

        static OnResourceJson of(OnResource row) {
            return new OnResourceJson(
                    row.resource().type(),
                    row.resource().id(),
                    row.name(),
                    AccessJson.rights(row.decision()),
                    AccessJson.open(row.decision()),
                    row.decision().certain(),
                    row.decision().bounded(),
                    row.decision().rule(),
                    row.decision().sentence());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/accounts/{account}/access")
    @CostlyQuestion
    Decisions<OnResourceJson> access(
            TenantAccess caller,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String right) {
        var filter = new RightFilter(right);
        var search = new SearchText(q);
        Walk walk = Walk.parse(
                asOf, after, AccountAccess.COLUMNS, "account access", account, search.value(), type, filter.value());
        int most = Limit.parse(limit).rows();
        return known.read(caller, id, walk.asOf(), (current, revision) -> {
            Rulebook book = known.rules(revision);
            Key asker = accounts.get(revision, account).key();
            var held = holdings.of(revision, asker);
            var levels = Holdings.levels(book.rules(), held);
            var decided = verdicts.of(revision, book, asker, levels);
            var wanted = new Wanted(search, types(book, type), filter.among(book));
            Slice<OnResource> page =
                    access.slice(new Asker(revision, book, asker, levels), decided, wanted, walk.after(), most);
            return Decisions.of(revision, walk.through(revision, page).map(OnResourceJson::of), book);
        });
    }

    /// The types asked for.
    ///
    /// @param type empty for all
    /// @throws InvalidInput about `type` when there are no rights on it
    static List<String> types(Rulebook book, String type) {
        if (type.isEmpty()) {
            return book.types();
        }
        if (book.kind(type).isEmpty()) {
            throw new InvalidInput(Map.of("type", "A type is one of %s".formatted(String.join(", ", book.types()))));
        }
        return List.of(type);
    }
}
