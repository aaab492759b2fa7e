package dev.muster.ledger;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Opens the revision that a read is about. Every read of access data begins here, and names what it was given.
///
/// Safe for many threads.
@Component
public class Ledger {
    private static final String NEWEST = """
            select v.number, v.run, v.published_at, true as newest, false as folded
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
             order by v.number desc
             limit 1
            """;
    /// Of many integrations as quickly as of one.
    private static final String NEWEST_OF_EACH = """
            select i.id, v.number, v.run, v.published_at, true as newest
              from unnest(cast(:integrations as uuid[])) with ordinality as i (id, place)
             cross join lateral (
                   select n.number, n.run, n.published_at
                     from revision n
                    where n.tenant_id = :tenant and n.integration_id = i.id
                    order by n.number desc
                    limit 1) v
             order by i.place
            """;
    private static final String OF_NUMBER = """
            select v.number, v.run, v.published_at,
                   not exists (select 1 from revision n
                                where n.tenant_id = :tenant and n.integration_id = :integration
                                  and n.number > v.number) as newest,
                   v.folded_at is not null as folded
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.number = :number
            """;
    private static final String OF_MOMENT = """
            select v.number, v.run, v.published_at,
                   not exists (select 1 from revision n
                                where n.tenant_id = :tenant and n.integration_id = :integration
                                  and n.number > v.number) as newest,
                   v.folded_at is not null as folded
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.published_at <= :at
             order by v.published_at desc, v.number desc
             limit 1
            """;
    private static final String OLDEST = """
            select v.number, v.run, v.published_at,
                   not exists (select 1 from revision n
                                where n.tenant_id = :tenant and n.integration_id = :integration
                                  and n.number > v.number) as newest,
                   v.folded_at is not null as folded
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration and v.folded_at is null
             order by v.number
             limit 1
            """;
    private static final String FIRST = """
            select min(v.published_at) as published_at
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
            """;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final TenantTransactions transactions;
    private final Retention retention;
    private final JdbcClient db;
    private final Clock clock;

    Ledger(TenantTransactions transactions, Retention retention, JdbcClient db, Clock clock) {
        this.transactions = transactions;
        this.retention = retention;
        this.db = db;
        this.clock = clock;
    }

    /// Works on one revision of an integration, whatever is published meanwhile.
    ///
    /// @throws NoSuchThing  when there was none then, or none of that number
    /// @throws InvalidInput about `asOf` when that is still to come
    public <T> T read(TenantId tenant, Integration integration, AsOf asOf, Function<Revision, T> work) {
        return transactions.read(tenant, () -> work.apply(open(tenant, integration, asOf)));
    }

    /// A revision in the transaction at hand. Before the first publication the newest is an empty one, of number 0.
    ///
    /// @throws NoSuchThing  when there was none then, or none of that number
    /// @throws InvalidInput about `asOf` when that is still to come
    public Revision open(TenantId tenant, Integration integration, AsOf asOf) {
        return open(tenant, integration, AsOf.FIELD, asOf);
    }

    private Revision open(TenantId tenant, Integration integration, String field, AsOf asOf) {
        return find(tenant, integration, field, asOf).orElseGet(() -> switch (asOf) {
            case AsOf.Newest newest -> new Revision(tenant, integration, 0, 0, null, true);
            case AsOf.Number(int number) ->
                throw new NoSuchThing(
                        "%s has no revision %d. Its sync history lists them.".formatted(integration.name(), number));
            case AsOf.Moment(Instant at) -> throw nothingThen(tenant, integration, at);
            case AsOf.Day(LocalDate day) -> throw nothingThen(tenant, integration, end(day, integration.timeZone()));
        });
    }

    /// The same for questions about several integrations: empty when nothing was published of this one then.
    ///
    /// @param field name of `asOf` in addresses and calls
    /// @throws NoSuchThing  when it is folded
    /// @throws InvalidInput about `field` when that is still to come
    public Optional<Revision> find(TenantId tenant, Integration integration, String field, AsOf asOf) {
        return switch (asOf) {
            case AsOf.Newest newest -> one(statement(NEWEST, tenant, integration), tenant, integration);
            case AsOf.Number(int number) ->
                one(statement(OF_NUMBER, tenant, integration).param("number", number), tenant, integration);
            case AsOf.Moment(Instant at) -> {
                requirePast(at, integration, field);
                yield newestAt(tenant, integration, at);
            }
            case AsOf.Day(LocalDate day) -> {
                // A day that is not over yet may be asked for.
                requirePast(day.atStartOfDay(integration.timeZone()).toInstant(), integration, field);
                yield newestAt(tenant, integration, end(day, integration.timeZone()));
            }
        };
    }

    /// The same of each of several, in their order; those of which nothing was published then are left out.
    ///
    /// @throws NoSuchThing  when one is folded
    /// @throws InvalidInput about `field` when that is still to come
    public List<Revision> find(TenantId tenant, List<Integration> integrations, String field, AsOf asOf) {
        return asOf instanceof AsOf.Newest
                ? newestOfEach(tenant, integrations)
                : integrations.stream()
                        .flatMap(integration -> find(tenant, integration, field, asOf).stream())
                        .toList();
    }

    private List<Revision> newestOfEach(TenantId tenant, List<Integration> integrations) {
        Map<UUID, Integration> byId = integrations.stream()
                .collect(Collectors.toMap(integration -> integration.id().value(), integration -> integration));
        return db.sql(NEWEST_OF_EACH)
                .param("tenant", tenant.value())
                .param(
                        "integrations",
                        integrations.stream()
                                .map(integration -> integration.id().value())
                                .toArray(UUID[]::new))
                .query((row, index) ->
                        revision(row, tenant, Objects.requireNonNull(byId.get(row.getObject("id", UUID.class)))))
                .list();
    }

    /// Number of the newest revision, in the transaction at hand; 0 before the first publication.
    public int newest(IntegrationKey integration) {
        return integration
                .statement(db, NEWEST)
                .query((row, index) -> row.getInt("number"))
                .optional()
                .orElse(0);
    }

    /// Two revisions to compare, in the transaction at hand.
    ///
    /// @throws NoSuchThing  when there was none then, or none of that number
    /// @throws InvalidInput about [Difference#FROM] or [Difference#TO] when one is still to come, or when `earlier`
    ///                      is later than the other
    public Difference difference(TenantId tenant, Integration integration, AsOf earlier, AsOf later) {
        return new Difference(
                open(tenant, integration, Difference.FROM, earlier), open(tenant, integration, Difference.TO, later));
    }

    /// What the week before a revision changed: from what was the newest seven days before the day it was
    /// published, or from the first one, if that is younger.
    ///
    /// @throws NoSuchThing  when there was none then, or none of that number
    /// @throws InvalidInput about [Difference#TO] when it is still to come
    public Difference weekBefore(TenantId tenant, Integration integration, AsOf asOf) {
        Revision later = open(tenant, integration, Difference.TO, asOf);
        if (!later.exists()) {
            return new Difference(later, later);
        }
        LocalDate day =
                LocalDate.ofInstant(later.published(), integration.timeZone()).minusDays(DAYS_OF_A_WEEK);
        return since(later, new AsOf.Day(day));
    }

    /// What changed up to a revision from what was the newest at a time, or from the first one that is kept, if that is
    /// younger. From the revision itself when it is older than that time: then nothing did.
    ///
    /// @throws InvalidInput about [Difference#FROM] when it names a revision, or nothing at all
    public Difference since(Revision later, AsOf from) {
        Instant at = at(from, later.integration().timeZone());
        if (!later.exists() || !later.published().isAfter(at)) {
            return new Difference(later, later);
        }
        Revision oldest = oldest(later.tenant(), later.integration()).orElse(later);
        return new Difference(
                oldest.published().isAfter(at)
                        ? oldest
                        : newestAt(later.tenant(), later.integration(), at).orElse(oldest),
                later);
    }

    private static Instant at(AsOf from, ZoneId zone) {
        return switch (from) {
            case AsOf.Moment(Instant at) -> at;
            case AsOf.Day(LocalDate day) -> end(day, zone);
            case AsOf.Newest newest -> throw noTime();
            case AsOf.Number number -> throw noTime();
        };
    }

    private static InvalidInput noTime() {
        return new InvalidInput(
                Map.of(Difference.FROM, "Send a day (2026-09-30) or a time with its offset (2026-09-30T12:00:00Z)."));
    }

    private static Instant end(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
    }

    private void requirePast(Instant begins, Integration integration, String field) {
        if (begins.isAfter(clock.instant())) {
            throw new InvalidInput(Map.of(
                    field, "%s is still to come. Ask for a time that is past.".formatted(told(begins, integration))));
        }
    }

    private Optional<Revision> newestAt(TenantId tenant, Integration integration, Instant at) {
        return one(
                statement(OF_MOMENT, tenant, integration).param("at", at.atOffset(ZoneOffset.UTC)),
                tenant,
                integration);
    }

    private NoSuchThing nothingThen(TenantId tenant, Integration integration, Instant at) {
        String first = statement(FIRST, tenant, integration)
                .query((row, index) -> Optional.ofNullable(row.getObject("published_at", OffsetDateTime.class)))
                .single()
                .map(published ->
                        "Its first revision was published on %s.".formatted(told(published.toInstant(), integration)))
                .orElse("Nothing is published of it yet.");
        return new NoSuchThing(
                "Nothing was published of %s by %s. %s".formatted(integration.name(), told(at, integration), first));
    }

    private static String told(Instant at, Integration integration) {
        return MINUTE.format(at.atZone(integration.timeZone()));
    }

    private Optional<Revision> one(JdbcClient.StatementSpec statement, TenantId tenant, Integration integration) {
        return statement
                .query((row, index) -> new Found(revision(row, tenant, integration), row.getBoolean("folded")))
                .optional()
                .map(this::kept);
    }

    private record Found(Revision revision, boolean folded) {}

    private Revision kept(Found found) {
        Revision revision = found.revision();
        if (found.folded()) {
            Revision oldest = oldest(revision.tenant(), revision.integration()).orElseThrow();
            throw new NoSuchThing(
                    "Muster keeps %d months of %s, and revision %d is older. The oldest kept is revision %d, published on %s."
                            .formatted(
                                    retention.months(revision.tenant()),
                                    revision.integration().name(),
                                    revision.number(),
                                    oldest.number(),
                                    told(oldest.published(), revision.integration())));
        }
        return revision;
    }

    private Optional<Revision> oldest(TenantId tenant, Integration integration) {
        return one(statement(OLDEST, tenant, integration), tenant, integration);
    }

    private static Revision revision(ResultSet row, TenantId tenant, Integration integration) throws SQLException {
        return new Revision(
                tenant,
                integration,
                row.getInt("number"),
                row.getInt("run"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("newest"));
    }

    private JdbcClient.StatementSpec statement(String sql, TenantId tenant, Integration integration) {
        return integration.key(tenant).statement(db, sql);
    }
}
