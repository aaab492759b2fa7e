package dev.muster.people;

import dev.muster.integration.Integration;
import dev.muster.people.HeldAccount.Holding;
import dev.muster.people.Leavers.Leaver;
import dev.muster.people.PeoplePage.HeldRow;
import dev.muster.people.PeoplePage.LeaverRow;
import dev.muster.people.PeoplePage.SharedRow;
import dev.muster.people.PeoplePage.UnmatchedRow;
import dev.muster.people.Persons.Person;
import dev.muster.people.PersonsPage.PersonRow;
import dev.muster.people.SameEmail.Former;
import dev.muster.people.SameEmail.Shared;
import dev.muster.people.UnmatchedAccounts.Likely;
import dev.muster.people.UnmatchedAccounts.Unmatched;
import dev.muster.setup.Addresses;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import java.time.Instant;
import java.time.ZoneId;

/// Puts rows about people into words.
///
/// @param now  when the page is made
/// @param zone in which days of the roster are
record PeopleRows(TenantAccess access, Instant now, ZoneId zone) {

    LeaverRow leaver(Leaver leaver) {
        Moment lastDay = new Moment(leaver.lastDay().atStartOfDay(zone).toInstant(), zone, now);
        return new LeaverRow(
                leaver.name(),
                leaver.email() == null ? "" : leaver.email(),
                leaver.department(),
                leaver.manager(),
                lastDay.day(),
                lastDay.daysAgo(),
                leaver.privileged(),
                leaver.accounts().stream().map(this::held).toList());
    }

    PersonRow person(Person person) {
        return new PersonRow(
                person.name(),
                person.email() == null ? "" : person.email(),
                person.invited(),
                person.privileged(),
                person.accounts().stream().map(this::held).toList());
    }

    private HeldRow held(HeldAccount held) {
        Holding first = held.levels().isEmpty() ? null : held.levels().getFirst();
        return new HeldRow(
                held.integration().name(),
                address(held.integration(), held.id()),
                first == null ? null : first.level(),
                first == null || first.whole() ? "" : on(first),
                Math.max(0, held.levels().size() - 1));
    }

    private static String on(Holding holding) {
        return holding.resources() == 1
                ? "on " + holding.resource()
                : "on " + Figures.counted(holding.resources(), "resource", "resources");
    }

    UnmatchedRow unmatched(Unmatched row) {
        AccountAt account = row.account();
        Likely likely = row.likely();
        return new UnmatchedRow(
                account.name(),
                account.email() == null ? "" : account.email(),
                account.integration().name(),
                address(account.integration(), account.key().id()),
                decide(account),
                known(row),
                likely == null || likely.email() == null ? "" : likely.email());
    }

    private static String known(Unmatched row) {
        Likely likely = row.likely();
        if (row.apart()) {
            return "Set apart from the person of its e-mail";
        }
        if (row.linked() != null) {
            return "Linked to %s, whom the roster does not name".formatted(row.linked());
        }
        if (row.account().email() == null) {
            return "No e-mail" + (likely == null ? "" : perhaps(likely));
        }
        if (row.sharing() > 1) {
            return "Shared address, %s".formatted(Figures.counted(row.sharing(), "account", "accounts"));
        }
        return likely == null ? "No person of this e-mail" : perhaps(likely).strip();
    }

    private static String perhaps(Likely likely) {
        return " Perhaps %s%s, by name".formatted(likely.name(), likely.email() == null ? "" : ", " + likely.email());
    }

    SharedRow shared(Shared row) {
        AccountAt account = row.account();
        Former former = row.former();
        return new SharedRow(
                account.name(),
                account.key().id(),
                row.email(),
                account.integration().name(),
                address(account.integration(), account.key().id()),
                decide(account),
                former == null ? "" : "%s, %s".formatted(former.name(), former.id()),
                former == null
                        ? null
                        : new Moment(former.ended(), account.integration().timeZone(), now));
    }

    private String address(Integration integration, String account) {
        return Addresses.of(access, integration).account(account).toString();
    }

    private String decide(AccountAt account) {
        return Addresses.of(access, account.integration())
                .account(account.key().id())
                .below("/person")
                .toString();
    }
}
