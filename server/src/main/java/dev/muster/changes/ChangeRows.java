package dev.muster.changes;

import dev.muster.changes.ChangesPage.Group;
import dev.muster.changes.ChangesPage.Row;
import dev.muster.changes.ChangesPage.Thing;
import dev.muster.changes.ChangesPage.What;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Source;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts changes into rows, grouped by the revision that saw them.
@Component
class ChangeRows {
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Changes changes;
    private final ChangeSources sources;

    ChangeRows(IntegrationHeads heads, Catalogue catalogue, Changes changes, ChangeSources sources) {
        this.heads = heads;
        this.catalogue = catalogue;
        this.changes = changes;
        this.sources = sources;
    }

    /// @param page       in its order
    /// @param difference that the changes of an integration belong to
    List<Group> groups(TenantAccess access, List<Change> page, Function<Integration, Difference> difference) {
        Map<IntegrationId, Boolean> recorded = new HashMap<>();
        List<List<Change>> seen = new ArrayList<>();
        for (Change change : page) {
            if (seen.isEmpty() || !isSameRevision(seen.getLast().getFirst(), change)) {
                seen.add(new ArrayList<>());
            }
            seen.getLast().add(change);
        }
        return seen.stream()
                .map(one -> {
                    Integration integration = one.getFirst().integration();
                    Difference of = difference.apply(integration);
                    boolean isRecorded = recorded.computeIfAbsent(integration.id(), id -> changes.areRecorded(of));
                    return group(access, one, of, isRecorded);
                })
                .toList();
    }

    private static boolean isSameRevision(Change one, Change other) {
        return one.revision() == other.revision()
                && one.integration().id().equals(other.integration().id());
    }

    private Group group(TenantAccess access, List<Change> seen, Difference difference, boolean recorded) {
        Change first = seen.getFirst();
        Integration integration = first.integration();
        Description application = catalogue.describe(integration);
        Map<Integer, Source> told = sources.of(access, seen, difference);
        return new Group(
                integration.name(),
                first.revision(),
                heads.moment(integration, first.seenAt()),
                Address.of(Addresses.of(access, integration).integration() + "/history")
                        .with("run", String.valueOf(first.run()))
                        .toString(),
                recorded,
                new ChangeWords(application).trail(),
                IntStream.range(0, seen.size())
                        .mapToObj(place -> row(access, difference, application, seen.get(place), told.get(place)))
                        .toList());
    }

    private Row row(
            TenantAccess access,
            Difference difference,
            Description application,
            Change change,
            @Nullable Source source) {
        Addresses at = Addresses.of(access, change.integration(), lastSeen(difference, change));
        ByRecord record = change.record();
        return new Row(
                change.way(),
                What.of(change.kind()).word(change.way()),
                thing(change, change.subject(), true, application, at),
                new ChangeWords(application).said(change),
                change.object() == null ? null : thing(change, change.object(), false, application, at),
                ChangeWords.who(record),
                ChangeWords.how(record),
                heads.momentOrNone(change.integration(), record == null ? null : record.at()),
                source,
                because(change));
    }

    /// Nothing counts as gone that was not looked for.
    private static String because(Change change) {
        String before = Figures.grouped(change.revision() - 1);
        String now = Figures.grouped(change.revision());
        return switch (change.way()) {
            case GRANTED -> "Revision %s shows it, and revision %s does not".formatted(now, before);
            case REMOVED ->
                "Revision %s shows it; for revision %s what had named it was read again, without it"
                        .formatted(before, now);
            case CHANGED -> "Revision %s says it so, and revision %s otherwise".formatted(now, before);
        };
    }

    /// The revision that shows what changed, or showed it last.
    private static String lastSeen(Difference difference, Change change) {
        if (change.way() == Way.REMOVED) {
            return String.valueOf(change.revision() - 1);
        }
        Revision later = difference.later();
        return change.revision() == later.number() ? later.asOf() : String.valueOf(change.revision());
    }

    private static Thing thing(Change change, Named named, boolean subject, Description application, Addresses at) {
        Key key = named.key();
        boolean account = subject && (change.kind() == Kind.ACCOUNT || change.kind() == Kind.GRANT);
        if (account) {
            return new Thing(named.name(), at.account(key.id()).toString());
        }
        boolean listed = change.kind() != Kind.LINK
                || application.resourceType(key.type()).isPresent();
        return new Thing(named.name(), listed ? at.resource(key).toString() : null);
    }
}
