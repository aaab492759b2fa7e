package dev.muster.people;

import dev.muster.api.Limit;
import dev.muster.api.Listing;
import dev.muster.api.Slice;
import dev.muster.people.AccountDecisions.Decided;
import dev.muster.people.AccountDecisions.Wanted;
import dev.muster.people.Leavers.Leaver;
import dev.muster.people.SameEmail.Shared;
import dev.muster.people.UnmatchedAccounts.Unmatched;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// People over REST: who left and still has access, whose accounts nobody knows, and deciding whose one is.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}")
class PeopleApi {
    private final PeopleLedger people;
    private final Leavers leavers;
    private final UnmatchedAccounts unmatched;
    private final SameEmail sameEmail;
    private final DecidedAccounts decided;

    PeopleApi(
            PeopleLedger people,
            Leavers leavers,
            UnmatchedAccounts unmatched,
            SameEmail sameEmail,
            DecidedAccounts decided) {
        this.people = people;
        this.leavers = leavers;
        this.unmatched = unmatched;
        this.sameEmail = sameEmail;
        this.decided = decided;
    }

    /// @param lastDay    as the roster tells it, or the day from which it no longer names the person
    /// @param privileged whether any of the accounts holds a privileged level
    record LeaverJson(
            String id,
            String name,
            @Nullable String email,
            String department,
            String manager,
            LocalDate lastDay,
            boolean privileged,
            List<HeldJson> accounts) {
        static LeaverJson of(Leaver leaver) {
            return new LeaverJson(
                    leaver.person(),
                    leaver.name(),
                    leaver.email(),
                    leaver.department(),
                    leaver.manager(),
                    leaver.lastDay(),
                    leaver.privileged(),
                    leaver.accounts().stream().map(HeldJson::of).toList());
        }
    }

    /// @param lastUsed day on which it was last used, as far as anybody tells
    /// @param duty     what it is called upon for at this moment; none when it is not
    record HeldJson(
            UUID integration,
            String account,
            String name,
            List<LeaverLevelJson> levels,
            @Nullable LocalDate lastUsed,
            HeldAccount.@Nullable Duty duty) {
        static HeldJson of(HeldAccount held) {
            return new HeldJson(
                    held.integration().id().value(),
                    held.id(),
                    held.name(),
                    held.levels().stream()
                            .map(holding -> new LeaverLevelJson(
                                    holding.level().value(),
                                    holding.level().title(),
                                    holding.level().privileged(),
                                    holding.resource(),
                                    holding.resources()))
                            .toList(),
                    held.lastUsed(),
                    held.duty());
        }
    }

    /// @param resource  name of one of the resources it is held on
    /// @param resources how many there are
    record LeaverLevelJson(String value, String title, boolean privileged, String resource, long resources) {}

    /// @param apart   whether somebody decided that it belongs to nobody
    /// @param linked  e-mail that somebody linked it to, and that nobody on the roster has
    /// @param sharing accounts of its integration with its e-mail, itself included; 0 without an e-mail
    /// @param likely  e-mail of somebody on the roster of the same name, which alone proves nothing
    record UnmatchedJson(
            UUID integration,
            String account,
            String name,
            @Nullable String email,
            boolean apart,
            @Nullable String linked,
            long sharing,
            @Nullable String likely) {
        static UnmatchedJson of(Unmatched row) {
            return new UnmatchedJson(
                    row.account().integration().id().value(),
                    row.account().key().id(),
                    row.account().name(),
                    row.account().email(),
                    row.apart(),
                    row.linked(),
                    row.sharing(),
                    row.likely() == null ? null : row.likely().email());
        }
    }

    /// @param former      id of the account before it; none in a list of accounts that exist side by side
    /// @param formerEnded when the revision was published that no longer has it
    record SharedJson(
            UUID integration,
            String account,
            String name,
            String email,
            @Nullable String former,
            @Nullable Instant formerEnded) {
        static SharedJson of(Shared row) {
            return new SharedJson(
                    row.account().integration().id().value(),
                    row.account().key().id(),
                    row.account().name(),
                    row.email(),
                    row.former() == null ? null : row.former().id(),
                    row.former() == null ? null : row.former().ended());
        }
    }

    /// @param decision `matched`, `linked`, `alone` or `service`
    /// @param person   e-mail of the person it is linked to
    record DecisionJson(
            String decision,
            @Nullable String person,
            @Nullable String reason,
            @Nullable String by,
            @Nullable Instant at) {
        static DecisionJson of(@Nullable Decided decided) {
            return decided == null
                    ? new DecisionJson(AccountDecisions.Decision.MATCHED.word(), null, null, null, null)
                    : new DecisionJson(
                            decided.decision().word(), decided.person(), decided.reason(), decided.by(), decided.at());
        }
    }

    /// What every list is asked with.
    record Asked(
            @Nullable String asOf,
            @Nullable String after,
            @Nullable String limit) {}

    /// One of the lists.
    @FunctionalInterface
    private interface Rows<R> {
        Slice<R> slice(PeopleState state, PeopleWalk from, int limit);
    }

    @GetMapping("/people/leavers")
    @Does(Action.SEE)
    @CostlyQuestion
    Listing<LeaverJson> leavers(TenantAccess access, @ModelAttribute Asked asked) {
        return list(access, asked, Leavers.COLUMNS, "leavers", leavers::slice, LeaverJson::of);
    }

    @GetMapping("/people/accounts-without-person")
    @Does(Action.SEE)
    @CostlyQuestion
    Listing<UnmatchedJson> unmatched(TenantAccess access, @ModelAttribute Asked asked) {
        return list(
                access,
                asked,
                UnmatchedAccounts.COLUMNS,
                "accounts-without-person",
                unmatched::slice,
                UnmatchedJson::of);
    }

    @GetMapping("/people/accounts-of-one-email")
    @Does(Action.SEE)
    @CostlyQuestion
    Listing<SharedJson> twins(TenantAccess access, @ModelAttribute Asked asked) {
        return list(access, asked, SameEmail.COLUMNS, "accounts-of-one-email", sameEmail::twins, SharedJson::of);
    }

    @GetMapping("/people/successors")
    @Does(Action.SEE)
    @CostlyQuestion
    Listing<SharedJson> successors(TenantAccess access, @ModelAttribute Asked asked) {
        return list(access, asked, SameEmail.COLUMNS, "successors", sameEmail::successors, SharedJson::of);
    }

    @GetMapping("/integrations/{id}/accounts/{account}/person")
    @Does(Action.SEE)
    DecisionJson decision(TenantAccess access, @PathVariable UUID id, @PathVariable String account) {
        return DecisionJson.of(decided.find(access, id, account).decided());
    }

    @PutMapping("/integrations/{id}/accounts/{account}/person")
    @Does(Action.DECIDE_ACCOUNTS)
    DecisionJson decide(
            TenantAccess access, @PathVariable UUID id, @PathVariable String account, @RequestBody Wanted wanted) {
        decided.decide(access, decided.find(access, id, account), wanted);
        return DecisionJson.of(decided.find(access, id, account).decided());
    }

    private <R, T> Listing<T> list(
            TenantAccess access, Asked asked, int columns, String list, Rows<R> rows, Function<R, T> json) {
        int most = Limit.parse(asked.limit()).rows();
        PeopleWalk walk = PeopleWalk.parse(asked.asOf(), asked.after(), columns, list);
        Slice<T> slice = people.read(access, walk.asOf(), state -> rows.slice(state, walk, most))
                .map(json);
        return new Listing<>(
                slice.rows(), slice.next() == null ? null : slice.next().text());
    }
}
