package dev.muster.resource;

import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.explorer.AbilityWords;
import dev.muster.explorer.AccountsPage;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.resource.ResourcePage.Rights;
import dev.muster.resource.ResourcePage.Row;
import dev.muster.resource.ResourcePage.Tally;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who can do what with a resource, for its page.
@Component
class ResourceRights {
    /// In the address, for everybody; without anything the page is about who can at least see the resource.
    static final String EVERYBODY = "all";

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
        /// @param columns the rights there are on the resource, from least to most power
        RightFilter filter(Rulebook book, List<Right> columns) {
            return switch (right) {
                case "" -> book.isDirect() ? new RightFilter(RightFilter.ANY) : most(columns);
                case EVERYBODY -> RightFilter.ALL;
                default -> new RightFilter(right);
            };
        }

        private static RightFilter most(List<Right> columns) {
            return columns.isEmpty()
                    ? RightFilter.ALL
                    : new RightFilter(columns.getLast().id());
        }
    }

    /// How many accounts can do the most that there is to do.
    ///
    /// @param words `can edit`
    record Most(String words, long accounts, Map<String, Long> byRule, long unsure) {
        Most {
            byRule = new LinkedHashMap<>(byRule);
        }
    }

    /// The most that anybody can do with the resource, and by which rules.
    Most most(Revision revision, Rulebook book, Resources.Found resource) {
        Verdicts verdicts = access.classes(revision, book, resource).verdicts();
        List<Right> columns = AbilityWords.columns(book, List.of(resource.key().type()));
        if (book.isDirect() || columns.isEmpty()) {
            return new Most("can do something", verdicts.able(), Map.of(), verdicts.uncertain());
        }
        Right most = columns.getLast();
        return new Most(book.rules().able(most), verdicts.able(most), verdicts.ableByRule(most), verdicts.open(most));
    }

    /// @param self address of the tab without filters
    Rights of(Revision revision, AbilityWords words, Resources.Found resource, Asked asked, Address self) {
        Rulebook book = words.book();
        AccountClasses classes = access.classes(revision, book, resource);
        Verdicts verdicts = classes.verdicts();
        List<Right> columns = AbilityWords.columns(book, List.of(resource.key().type()));
        RightFilter filter = asked.filter(book, columns).among(book);
        String chosen = filter.isAll() ? EVERYBODY : filter.value();
        var wanted = new Wanted(asked.search(), filter);
        Stretch<ByAccount> page = asked.walk()
                .through(
                        revision,
                        access.stretch(
                                revision, book, classes, wanted, asked.walk().after(), Pager.ROWS));
        List<Key> shown = page.rows().stream().map(ByAccount::account).toList();
        Map<Key, List<Held>> held =
                holdings.of(revision, book.rules(), shown, book.withReaching(resource.owners()), resource.key());
        Address found = self.with("q", asked.search().value());
        Address csv =
                self.below("/access.csv").with("q", asked.search().value()).with("right", filter.value());
        return new Rights(
                verdicts.isBounded() ? book.rules().bound() : "",
                AbilityWords.shown(columns),
                tallies(book, verdicts, columns, chosen, found),
                asked.search().value(),
                chosen,
                page.found(),
                page.rows().stream()
                        .map(row -> row(
                                words,
                                resource,
                                AbilityWords.shown(columns),
                                row,
                                held.getOrDefault(row.account(), List.of())))
                        .toList(),
                Pager.of(page, found.with("right", asked.right())),
                csv.toString());
    }

    private static List<Tally> tallies(
            Rulebook book, Verdicts verdicts, List<Right> columns, String chosen, Address list) {
        List<Tally> tallies = new ArrayList<>();
        if (book.isDirect()) {
            tallies.add(tally(RightFilter.ANY, "hold something", verdicts.able(), chosen, list));
        }
        boolean all = !AbilityWords.shown(columns).isEmpty();
        columns.reversed().stream()
                .filter(right -> all || verdicts.able(right) > 0)
                .map(right -> tally(right.id(), book.rules().able(right), verdicts.able(right), chosen, list))
                .forEach(tallies::add);
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
        return new Row(
                row.name(),
                Objects.requireNonNullElse(row.email(), ""),
                words.at().account(row.account().id()).toString(),
                row.kind().equals("service"),
                AccountsPage.State.valueOf(row.state().toUpperCase(Locale.ROOT)),
                words.application().strongestFirst(words.book().rules().whole().type(), row.levels()).stream()
                        .map(level -> words.application()
                                .title(words.book().rules().whole().type(), level))
                        .collect(Collectors.joining(", ")),
                words.of(row.decision(), resource.key(), resource.owners(), held, columns));
    }
}
