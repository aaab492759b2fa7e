package dev.muster.people;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Ledger;
import dev.muster.ledger.Revision;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.TenantAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Opens what a question about people is asked of. Every read of people begins here.
@Component
public class PeopleLedger {
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Ledger ledger;
    private final Clock clock;

    PeopleLedger(TenantTransactions transactions, Integrations integrations, Ledger ledger, Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Works on one state of all integrations, on one snapshot of the database.
    ///
    /// @throws InvalidInput about `asOf` when it names a revision, of which each integration has its own, or a time
    ///                      that is still to come
    public <T> T read(TenantAccess access, AsOf asOf, Function<PeopleState, T> work) {
        return read(access, AsOf.FIELD, asOf, work);
    }

    /// The same where the state has another name in addresses and calls.
    ///
    /// @param field that name
    /// @throws InvalidInput about `field`
    public <T> T read(TenantAccess access, String field, AsOf asOf, Function<PeopleState, T> work) {
        Instant at = at(field, asOf);
        return transactions.read(access.id(), () -> work.apply(open(access.id(), field, asOf, at)));
    }

    private PeopleState open(TenantId tenant, String field, AsOf asOf, Instant at) {
        List<Integration> all =
                integrations.of(tenant).stream().map(Current::integration).toList();
        List<Revision> found = ledger.find(tenant, all, field, asOf);
        List<Revision> applications = found.stream()
                .filter(revision -> !Roster.is(revision.integration()))
                .toList();
        Optional<Revision> roster = found.stream()
                .filter(revision -> Roster.is(revision.integration()))
                .findFirst();
        boolean newest = applications.stream().allMatch(Revision::newest);
        return new PeopleState(tenant, applications, roster.orElse(null), newest, at);
    }

    private Instant at(String field, AsOf asOf) {
        return switch (asOf) {
            case AsOf.Newest newest -> clock.instant();
            case AsOf.Moment(Instant then) -> then;
            case AsOf.Day(LocalDate day) ->
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            case AsOf.Number number ->
                throw new InvalidInput(
                        Map.of(
                                field,
                                "Each integration numbers its own revisions. Send a day (2026-09-30) or a time with its offset (2026-09-30T12:00:00Z)."));
        };
    }
}
