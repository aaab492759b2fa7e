package dev.muster.saved;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Filters that people gave a name. Each sees their own and those that others share; whoever saved one changes and
/// removes it, and Administrators do so with what is shared. Safe for many threads.
@Component
public class SavedFilters {
    private static final int MOST = 100;

    private final SavedFilterStore store;
    private final List<FilteredList> lists;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    SavedFilters(
            SavedFilterStore store,
            List<FilteredList> lists,
            TenantTransactions transactions,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.lists = List.copyOf(lists);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Those that somebody sees, by name.
    List<SavedFilter> seenBy(TenantAccess access) {
        return transactions.read(access.id(), () -> store.seenBy(access.id(), access.user()));
    }

    /// The same, as pages show them.
    public List<SavedRow> rows(TenantAccess access) {
        return seenBy(access).stream()
                .map(filter -> SavedRow.of(access, filter, this))
                .toList();
    }

    /// Where the list is that a filter narrows.
    Address address(TenantAccess access, SavedFilter filter) {
        Address list = list(filter.list()).whole(access);
        for (Map.Entry<String, String> parameter : filter.parameters().entrySet()) {
            list = list.with(parameter.getKey(), parameter.getValue());
        }
        return list;
    }

    /// As pages name the list: `Access`.
    String title(SavedFilter filter) {
        return list(filter.list()).title();
    }

    /// Whether somebody may change or remove a filter.
    boolean mayChange(TenantAccess access, SavedFilter filter) {
        return filter.maker().equals(access.user()) || filter.shared() && access.may(Action.MANAGE_TENANT);
    }

    /// @throws InvalidInput about `list`, `name` or a parameter
    /// @throws Conflict     when its maker has another of that name, or as many as anybody may have
    SavedFilter save(TenantAccess access, WantedFilter wanted) {
        access.require(Action.OWN_FILTERS);
        var filter = new SavedFilter(
                UUID.randomUUID(),
                wanted.list(),
                wanted.checked(list(wanted.list())),
                WantedFilter.checked(wanted.name()),
                wanted.shared(),
                access.user(),
                access.userName(),
                clock.instant());
        transactions.write(access.id(), () -> {
            if (store.count(access.id(), access.user()) >= MOST) {
                throw new Conflict("You have %d saved filters, which is as many as there may be. Remove one first."
                        .formatted(MOST));
            }
            if (!store.add(access.id(), filter)) {
                throw taken(filter.name());
            }
            record(access, "filter.saved", filter, Map.of());
        });
        return filter;
    }

    /// Gives a filter another name, shares it or takes it back.
    ///
    /// @throws NoSuchThing when nobody shares one with this id with the asker
    SavedFilter change(TenantAccess access, UUID id, String name, boolean shared) {
        access.require(Action.OWN_FILTERS);
        String checked = WantedFilter.checked(name);
        return transactions.write(access.id(), () -> {
            SavedFilter before = changeable(access, id);
            SavedFilter changed = before.called(checked, shared);
            if (!store.change(access.id(), changed)) {
                throw taken(checked);
            }
            record(
                    access,
                    "filter.changed",
                    changed,
                    Map.of("before", "%s, seen by %s".formatted(before.name(), seenBy(before))));
            return changed;
        });
    }

    /// @throws NoSuchThing when nobody shares one with this id with the asker
    SavedFilter remove(TenantAccess access, UUID id) {
        access.require(Action.OWN_FILTERS);
        return transactions.write(access.id(), () -> {
            SavedFilter removed = changeable(access, id);
            store.remove(access.id(), id);
            record(access, "filter.removed", removed, Map.of());
            return removed;
        });
    }

    private SavedFilter changeable(TenantAccess access, UUID id) {
        SavedFilter filter = store.find(access.id(), id)
                .filter(found -> found.shared() || found.maker().equals(access.user()))
                .orElseThrow(() -> new NoSuchThing("You have no saved filter with this id."));
        if (!mayChange(access, filter)) {
            throw new NotAllowed("%s saved and shares this filter; they and Administrators change and remove it."
                    .formatted(filter.makerName()));
        }
        return filter;
    }

    private void record(TenantAccess access, String action, SavedFilter filter, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("list", title(filter));
        details.put("filter", filter.words());
        details.put("seen_by", seenBy(filter));
        audit.record(access.id(), access.actor(), action, filter.name(), details);
    }

    private static String seenBy(SavedFilter filter) {
        return filter.shared() ? "everybody" : filter.makerName();
    }

    private static Conflict taken(String name) {
        return new Conflict(
                "There is a saved filter %s already, so nothing was saved. Choose another name.".formatted(name));
    }

    private FilteredList list(String id) {
        return lists.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(Map.of(
                        "list",
                        "There is no list of that name. Known are %s."
                                .formatted(lists.stream()
                                        .map(FilteredList::id)
                                        .sorted()
                                        .collect(Collectors.joining(", "))))));
    }
}
