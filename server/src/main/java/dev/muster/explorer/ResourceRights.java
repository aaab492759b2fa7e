package dev.muster.explorer;

import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.explorer.ResourcePage.Rights;
import dev.muster.explorer.ResourcePage.Row;
import dev.muster.explorer.ResourcePage.Tally;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.AccountClasses;
import dev.muster.rights.Held;
import dev.muster.rights.Holdings;
import dev.muster.rights.ResourceAccess;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceAccess.Wanted;
import dev.muster.rights.Resources;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Verdicts;
import dev.muster.web.Address;
import dev.muster.web.Pager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Who can do what with a resource, for its page.
@Component
class ResourceRights {
    /// In the address, for everybody; without anything the page is about who can at least see the resource.
    static final String EVERYBODY = "all";

    private static final int ROWS = 50;

    private final ResourceAccess access;
    private final Holdings holdings;

    ResourceRights(ResourceAccess access, Holdings holdings) {
        this.access = access;
        this.holdings = holdings;
    }

    /// What the address asks for.
    ///
    /// @param right as the address has it: id of a right, `unknown`, `all` or nothing
    record Asked(SearchText search, String right, Walk walk) {
        RightFilter filter() {
            return switch (right) {
                case "" -> new RightFilter(RightFilter.id(Right.VIEW));
                case EVERYBODY -> RightFilter.ALL;
                default -> new RightFilter(right);
            };
        }

        String chosen() {
            return filter().isAll() ? EVERYBODY : filter().value();
        }
    }

    /// @param self address of the page without filters
    Rights of(Revision revision, AbilityWords words, Resources.Found resource, Asked asked, Address self) {
        Rulebook book = words.book();
        AccountClasses classes = access.classes(revision, book, resource);
        Verdicts verdicts = classes.verdicts();
        var wanted = new Wanted(asked.search(), asked.filter());
        Stretch<ByAccount> page = asked.walk()
                .through(
                        revision,
                        access.stretch(
                                revision, book, classes, wanted, asked.walk().after(), ROWS));
        List<Key> shown = page.rows().stream().map(ByAccount::account).toList();
        Map<Key, List<Held>> held = holdings.of(revision, book.rules(), shown, book.withContainers(resource.owners()));
        List<Right> columns = AbilityWords.columns(book, List.of(resource.key().type()));
        Address found = self.with("q", asked.search().value());
        Address csv = self.below("/access.csv")
                .with("q", asked.search().value())
                .with("right", asked.filter().value());
        return new Rights(
                verdicts.isBounded() ? book.rules().bound() : "",
                columns,
                tallies(verdicts, columns, asked.chosen(), found),
                asked.search().value(),
                asked.chosen(),
                page.found(),
                page.rows().stream()
                        .map(row -> row(words, resource, columns, row, held.getOrDefault(row.account(), List.of())))
                        .toList(),
                Pager.of(page, found.with("right", asked.right())),
                csv.toString());
    }

    private static List<Tally> tallies(Verdicts verdicts, List<Right> columns, String chosen, Address list) {
        List<Tally> tallies = new ArrayList<>();
        columns.reversed().forEach(right -> {
            String label = "can " + right.title().toLowerCase(Locale.ROOT);
            tallies.add(tally(RightFilter.id(right), label, verdicts.able(right), chosen, list));
        });
        if (verdicts.uncertain() > 0) {
            tallies.add(tally(RightFilter.UNKNOWN, "not certain", verdicts.uncertain(), chosen, list));
        }
        tallies.add(tally(EVERYBODY, "accounts in all", verdicts.all(), chosen, list));
        return tallies;
    }

    private static Tally tally(String right, String label, long accounts, String chosen, Address list) {
        return new Tally(right, label, accounts, list.with("right", right).toString(), right.equals(chosen));
    }

    private static Row row(
            AbilityWords words, Resources.Found resource, List<Right> columns, ByAccount row, List<Held> held) {
        String level = row.level();
        return new Row(
                row.name(),
                Objects.requireNonNullElse(row.email(), ""),
                words.at().account(row.account().id()).toString(),
                row.kind().equals("service"),
                AccountsPage.State.valueOf(row.state().toUpperCase(Locale.ROOT)),
                level == null
                        ? ""
                        : words.application().title(words.book().rules().whole().type(), level),
                words.of(row.decision(), resource.key().type(), resource.owners(), held, columns));
    }
}
