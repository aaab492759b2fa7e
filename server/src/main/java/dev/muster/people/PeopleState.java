package dev.muster.people;

import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import dev.muster.ledger.Revision;
import dev.muster.problem.NoSuchThing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a question about people is asked of: one revision of each application of a tenant, and one of its roster.
///
/// @param applications one revision each; those of which nothing was published then are missing
/// @param roster       none when the tenant had none then
/// @param newest       whether every revision is the newest of its integration
/// @param at           when this was the state
public record PeopleState(
        TenantId tenant,
        List<Revision> applications,
        @Nullable Revision roster,
        boolean newest,
        Instant at) {
    private static final UUID NOBODY = new UUID(0, 0);

    public PeopleState {
        applications = List.copyOf(applications);
    }

    /// The day by which people work here or do not, in UTC.
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// The roster.
    ///
    /// @throws NoSuchThing when there is none
    Revision requireRoster() {
        if (roster == null) {
            throw new NoSuchThing(
                    "Nobody has told Muster who works here. Upload a roster under People, then ask again.");
        }
        return roster;
    }

    /// Tells this state from others: which revisions it is of.
    public String fingerprint() {
        Stream<Revision> all = Stream.concat(applications.stream(), Stream.ofNullable(roster));
        return Integer.toHexString(
                all.map(revision -> revision.integration().id().value() + " " + revision.number())
                        .sorted()
                        .toList()
                        .hashCode());
    }

    /// The same moment of some of the applications.
    public PeopleState only(List<Revision> some) {
        return new PeopleState(tenant, some, roster, newest, at);
    }

    /// The integration with this id, which is one of the applications.
    public Integration integration(UUID id) {
        return applications.stream()
                .map(Revision::integration)
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// A statement about the accounts of all applications: `:tenant`, `:integrations`, `:revisions` and `:newest`
    /// are filled in, as [PeopleTables] takes them.
    public JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return db.sql(sql)
                .param("tenant", tenant.value())
                .param(
                        "integrations",
                        applications.stream()
                                .map(one -> one.integration().id().value())
                                .toArray(UUID[]::new))
                .param("revisions", applications.stream().map(Revision::number).toArray(Integer[]::new))
                .param("newest", newest);
    }

    /// The same, with `:roster` and `:rosterRevision` for what [PersonOfAccount] asks: without a roster nobody is
    /// known.
    public JdbcClient.StatementSpec statementWithAnyRoster(JdbcClient db, String sql) {
        return statement(db, sql)
                .param(
                        "roster",
                        roster == null ? NOBODY : roster.integration().id().value())
                .param("rosterRevision", roster == null ? 0 : roster.number());
    }

    /// The same, with `:roster`, `:rosterRevision`, `:rosterNewest` and `:day`.
    ///
    /// @throws NoSuchThing when there is no roster
    JdbcClient.StatementSpec statementWithRoster(JdbcClient db, String sql) {
        Revision people = requireRoster();
        return statement(db, sql)
                .param("roster", people.integration().id().value())
                .param("rosterRevision", people.number())
                .param("rosterNewest", people.newest())
                .param("day", day().toString());
    }
}
