package dev.muster.explorer;

import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.explorer.AccountPage.Choice;
import dev.muster.explorer.AccountPage.Count;
import dev.muster.explorer.AccountPage.KindCount;
import dev.muster.explorer.AccountPage.Part;
import dev.muster.explorer.AccountPage.Rights;
import dev.muster.explorer.AccountPage.Row;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.AccountAccess;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.AccountAccess.Wanted;
import dev.muster.rights.AccountVerdicts;
import dev.muster.rights.Certainty;
import dev.muster.rights.Held;
import dev.muster.rights.Holdings;
import dev.muster.rights.Levels;
import dev.muster.rights.ResourceClasses;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Unread;
import dev.muster.rights.Verdicts;
import dev.muster.web.Address;
import dev.muster.web.Pager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What an account can do, for its page.
@Component
class AccountRights {
    private final AccountVerdicts verdicts;
    private final AccountAccess access;

    AccountRights(AccountVerdicts verdicts, AccountAccess access) {
        this.verdicts = verdicts;
        this.access = access;
    }

    /// As addresses name every resource, since the page opens on what the account may change.
    static final String EVERY = "all";

    /// What the address asks for.
    ///
    /// @param type empty for all but the application as a whole, which the page shows by itself
    record Asked(SearchText search, String type, RightFilter right, Walk walk) {
        /// @param asked as the address has it: id of a right, `all` or nothing besides those of the filter
        static RightFilter right(String asked) {
            return switch (asked) {
                case "" -> new RightFilter(RightFilter.CHANGE);
                case EVERY -> RightFilter.ALL;
                default -> new RightFilter(asked);
            };
        }
    }

    /// @param self address of the page without filters
    Rights of(Revision revision, AbilityWords words, Key account, List<Held> held, Asked asked, Address self) {
        Rulebook book = words.book();
        Levels levels = Holdings.levels(book.rules(), held);
        ResourceClasses classes = verdicts.of(revision, book, account, levels);
        Verdicts decided = classes.verdicts();
        Wanted wanted = wanted(book, asked);
        List<Right> columns = AbilityWords.shown(AbilityWords.columns(book, wanted.types()));
        Stretch<OnResource> page = asked.walk()
                .through(
                        revision,
                        access.stretch(
                                new Asker(revision, book, account, levels),
                                classes,
                                wanted,
                                asked.walk().after(),
                                Pager.ROWS));
        Address found = self.with("q", asked.search().value()).with("type", asked.type());
        Verdicts listed = decided.only(wanted.types()::contains);
        return new Rights(
                unsure(words, decided, self),
                decided.isBounded() ? book.rules().bound() : "",
                whole(words, levels, held),
                book.rules().kinds().stream()
                        .filter(kind -> book.typesOfParts().contains(kind.type()))
                        .map(kind -> count(words, kind, decided.only(kind.type()::equals), self))
                        .toList(),
                columns,
                parts(book, listed, asked.right(), found),
                choices(book),
                asked.search().value(),
                asked.type(),
                asked.right().value(),
                listed.all(),
                page.found(),
                page.rows().stream().map(row -> row(words, held, columns, row)).toList(),
                Pager.of(
                        page,
                        found.with(
                                "right",
                                asked.right().isAll() ? EVERY : asked.right().value())),
                found.with("right", asked.right().value()).below("/access.csv").toString());
    }

    /// The list as the page opens, what of it is not certain if anything is, and all of it.
    private static List<Part> parts(Rulebook book, Verdicts listed, RightFilter chosen, Address list) {
        List<Part> parts = new ArrayList<>();
        parts.add(part("", book.isDirect() ? "Holds something" : "May change", listed, chosen, list));
        if (listed.uncertain() > 0) {
            parts.add(part(RightFilter.UNKNOWN, "Not certain", listed, chosen, list));
        }
        parts.add(part(EVERY, "All", listed, chosen, list));
        return parts;
    }

    private static Part part(String asked, String title, Verdicts listed, RightFilter chosen, Address list) {
        RightFilter filter = Asked.right(asked);
        return new Part(
                asked, title, listed.admitted(filter), list.with("right", asked).toString(), chosen.equals(filter));
    }

    /// What the list can be narrowed to.
    private static List<Choice> choices(Rulebook book) {
        return AbilityWords.columns(book, book.typesOfParts()).stream()
                .map(right -> new Choice(right.id(), capital(book.rules().able(right))))
                .toList();
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static AccountPage.@Nullable Unsure unsure(AbilityWords words, Verdicts decided, Address self) {
        Unread unread = words.book().unread();
        Verdicts onResources = decided.only(words.book().typesOfParts()::contains);
        return onResources.uncertain() == 0
                ? null
                : new AccountPage.Unsure(
                        unread.sentences(words.application(), words.book().feeds())
                                .map(sentence -> sentence + ". ")
                                .collect(Collectors.joining()),
                        onResources.all(),
                        onResources.of(Certainty.AT_LEAST),
                        onResources.of(Certainty.UNKNOWN),
                        self.with("right", RightFilter.UNKNOWN) + "#resources",
                        "%s/history?run=%d#parts".formatted(words.at().integration(), unread.run()));
    }

    private static Wanted wanted(Rulebook book, Asked asked) {
        return new Wanted(
                asked.search(),
                asked.type().isEmpty() ? book.typesOfParts() : AccountAccessApi.types(book, asked.type()),
                asked.right().among(book));
    }

    private static @Nullable Ability whole(AbilityWords words, Levels levels, List<Held> held) {
        Key whole = words.book().rules().whole();
        if (words.book().kind(whole.type()).isEmpty()) {
            return null;
        }
        Decision decision = words.book().decideOnWhole(levels);
        return words.of(decision, whole, List.of(), held, AbilityWords.columns(words.book(), List.of(whole.type())));
    }

    private static KindCount count(AbilityWords words, Kind kind, Verdicts verdicts, Address list) {
        Address ofKind = list.with("type", kind.type());
        return new KindCount(
                kind.type(),
                TypeWords.noun(words.application(), kind.type()),
                ofKind.with("right", EVERY).toString(),
                verdicts.all(),
                kind.rights().stream()
                        .sorted()
                        .map(right -> new Count(
                                right,
                                verdicts.able(right),
                                ofKind.with("right", right.id()).toString()))
                        .toList(),
                new Count(
                        null,
                        verdicts.uncertain(),
                        ofKind.with("right", RightFilter.UNKNOWN).toString()));
    }

    private static Row row(AbilityWords words, List<Held> held, List<Right> columns, OnResource row) {
        Key resource = row.resource();
        return new Row(
                row.name(),
                TypeWords.noun(words.application(), resource.type()),
                TypeWords.icon(words.application(), resource.type()),
                words.at().resource(resource).toString(),
                words.of(row.decision(), resource, row.owners(), held, columns));
    }
}
