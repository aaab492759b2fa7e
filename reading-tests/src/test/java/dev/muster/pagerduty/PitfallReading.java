package dev.muster.pagerduty;

import dev.muster.connector.Key;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;

/// An account with a pitfall in it, read whole, and what it was before.
///
/// @param somebody the user it happened to, as he was before
/// @param first    team of the account, as it was before
/// @param last     team of the account, as it was before
/// @param schedule id of the first schedule before
record PitfallReading(
        SimulatedPagerDuty far,
        RecordingSink sink,
        SimulatedUser somebody,
        SimulatedTeam first,
        SimulatedTeam last,
        String schedule) {
    static SimulatedAccount anAccount() {
        return SimulatedAccount.of(60, 6, 3);
    }

    static PitfallReading of(Pitfall pitfall, SimulatedPagerDuty far) throws InterruptedException {
        SimulatedAccount account = far.account();
        SimulatedUser somebody = account.users().get(1);
        SimulatedTeam first = account.teams().getFirst();
        SimulatedTeam last = account.teams().getLast();
        String schedule = account.onCallSetup().schedules().getFirst().id();
        pitfall.into(far.simulator);
        return new PitfallReading(far, far.collect(), somebody, first, last, schedule);
    }

    Row.Account account() {
        return account(somebody.id());
    }

    Row.Account account(String id) {
        return rows("users", Row.Account.class).stream()
                .filter(account -> account.key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Row.Resource resource(String feed, String id) {
        return rows(feed, Row.Resource.class).stream()
                .filter(resource -> resource.key().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<String> holders() {
        return rows("licence_allocations", Row.Grant.class).stream()
                .map(grant -> grant.account().id())
                .toList();
    }

    /// Roles of somebody in one team.
    List<String> teamRoles(String id) {
        return rows("team_members", Row.Grant.class).stream()
                .filter(grant ->
                        grant.account().equals(user()) && grant.resource().equals(team(id)))
                .map(Row.Grant::value)
                .toList();
    }

    List<Key> keys(String feed) {
        return rows(feed).stream()
                .flatMap(row -> switch (row) {
                    case Row.Account account -> List.of(account.key()).stream();
                    case Row.Resource resource -> List.of(resource.key()).stream();
                    case Row.Grant grant -> List.<Key>of().stream();
                    case Row.Link link -> List.<Key>of().stream();
                    case Row.Change change -> List.<Key>of().stream();
                    case Row.Mentioned mentioned -> List.<Key>of().stream();
                })
                .toList();
    }

    List<Row> rows(String feed) {
        return sink.feed(feed).rows();
    }

    <R extends Row> List<R> rows(String feed, Class<R> kind) {
        return sink.feed(feed).rows(kind);
    }

    Key user() {
        return new Key("user", somebody.id());
    }

    static Key team(String id) {
        return new Key("team", id);
    }
}
