package dev.muster.changes;

import dev.muster.changes.ChangesPage.What;
import dev.muster.changes.Comparison.Choice;
import dev.muster.changes.Comparison.Edge;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting.Count;
import dev.muster.explorer.Shown;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what every page about changes begins with.
@Component
class Comparisons {
    static final Count NOTHING = Count.NOTHING;

    private static final int DAYS_OF_A_WEEK = 7;

    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Lacks lacks;

    Comparisons(IntegrationHeads heads, Catalogue catalogue, Changes changes, Lacks lacks) {
        this.heads = heads;
        this.catalogue = catalogue;
        this.changes = changes;
        this.lacks = lacks;
    }

    /// @param what none for rights, of which nobody has counted how many changed
    Comparison of(
            TenantAccess access, Current current, Difference difference, ChangeFilter filter, @Nullable What what) {
        Address self = Addresses.of(access, current.integration()).changes();
        Address span = span(self, filter);
        Map<Kind, Count> counts = changes.counts(difference);
        Count count = what == null ? null : counts.getOrDefault(what.kind(), NOTHING);
        String value = what == null ? ChangeFilter.RIGHTS : what.value();
        return new Comparison(
                heads.head(access, current),
                self,
                self.with(Difference.FROM, filter.from())
                        .with("what", value)
                        .with("kind", filter.kind())
                        .toString(),
                begin(difference, filter),
                end(difference, filter),
                value,
                choices(decidable(current), counts, what, span.with("kind", filter.kind())),
                filter.wanted().way(),
                ways(count, what == null ? What.ACCESS : what, filter.wanted().way(), span.with("what", value)),
                lacks.of(difference));
    }

    /// The address of a page with the revisions that were asked for.
    static Address span(Address self, ChangeFilter filter) {
        return self.with(Difference.FROM, filter.from()).with(Difference.TO, filter.to());
    }

    /// A week before is a day to begin with, and so may the first revision be, unless others followed on its day.
    private Edge begin(Difference difference, ChangeFilter filter) {
        Revision earlier = difference.earlier();
        if (!filter.from().isEmpty() || !earlier.exists()) {
            return new Edge(filter.from(), Shown.of(heads, earlier));
        }
        LocalDate weekBefore = day(difference.later()).minusDays(DAYS_OF_A_WEEK);
        return new Edge(
                day(earlier).isAfter(weekBefore)
                        ? String.valueOf(earlier.number())
                        : day(earlier).toString(),
                Shown.of(heads, earlier));
    }

    private Edge end(Difference difference, ChangeFilter filter) {
        Revision later = difference.later();
        return new Edge(
                filter.to().isEmpty() && later.exists() ? day(later).toString() : filter.to(), Shown.of(heads, later));
    }

    private static LocalDate day(Revision revision) {
        return LocalDate.ofInstant(revision.published(), revision.integration().timeZone());
    }

    /// Whether somebody can tell how levels add up there.
    private boolean decidable(Current current) {
        return catalogue.rules(current.integration()).isPresent();
    }

    private static List<Choice> choices(boolean decidable, Map<Kind, Count> counts, @Nullable What what, Address span) {
        return Stream.concat(
                        Stream.of(What.values())
                                .map(each -> new Choice(
                                        each.title(),
                                        counts.getOrDefault(each.kind(), NOTHING)
                                                .of(null),
                                        span.with("what", each.value()).toString(),
                                        each == what)),
                        Stream.of(new Choice(
                                        "Rights",
                                        null,
                                        span.with("what", ChangeFilter.RIGHTS).toString(),
                                        what == null))
                                .filter(rights -> decidable))
                .toList();
    }

    private static List<Choice> ways(@Nullable Count count, What words, @Nullable Way chosen, Address list) {
        return Stream.concat(
                        Stream.of(new Choice(
                                "All", count == null ? null : count.of(null), list.toString(), chosen == null)),
                        Stream.of(Way.values())
                                .map(way -> new Choice(
                                        words.word(way),
                                        count == null ? null : count.of(way),
                                        list.with("kind", way.id()).toString(),
                                        way == chosen)))
                .toList();
    }
}
