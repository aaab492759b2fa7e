package dev.muster.rights;

import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Ledger;
import dev.muster.ledger.Revision;
import dev.muster.problem.NoSuchThing;
import dev.muster.rights.Resources.Found;
import dev.muster.tenant.TenantAccess;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds what an address names.
@Component
public class KnownResources {
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Rulebooks rulebooks;
    private final Resources resources;
    private final Ledger ledger;

    KnownResources(
            TenantTransactions transactions,
            Integrations integrations,
            Rulebooks rulebooks,
            Resources resources,
            Ledger ledger) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.rulebooks = rulebooks;
        this.resources = resources;
        this.ledger = ledger;
    }

    /// Works on one revision of an integration, on one snapshot of the database.
    ///
    /// @throws NoSuchThing when this tenant has no such integration, or that no such revision
    public <T> T read(TenantAccess access, UUID id, AsOf asOf, BiFunction<Current, Revision, T> work) {
        return transactions.read(access.id(), () -> {
            Current current = integrations.get(access.id(), new IntegrationId(id));
            return work.apply(current, ledger.open(access.id(), current.integration(), asOf));
        });
    }

    /// Works on two revisions of an integration, on one snapshot of the database.
    ///
    /// @param from none for a week before `to`
    /// @throws NoSuchThing when this tenant has no such integration, or that no such revision
    public <T> T compare(
            TenantAccess access, UUID id, @Nullable AsOf from, AsOf to, BiFunction<Current, Difference, T> work) {
        return transactions.read(access.id(), () -> {
            Current current = integrations.get(access.id(), new IntegrationId(id));
            Integration integration = current.integration();
            return work.apply(
                    current,
                    from == null
                            ? ledger.weekBefore(access.id(), integration, to)
                            : ledger.difference(access.id(), integration, from, to));
        });
    }

    /// The rules of an integration's application.
    ///
    /// @throws NoSuchThing when nobody can tell how levels add up there
    public Rulebook rules(Revision revision) {
        return rulebooks
                .of(revision)
                .orElseThrow(() -> new NoSuchThing(
                        "Nobody can tell how levels of access add up in %s, so there is no effective access to show. The accounts list shows the levels themselves."
                                .formatted(revision.integration().application())));
    }

    /// A resource of a revision.
    ///
    /// @throws NoSuchThing when there is none
    public Found resource(Revision revision, String type, String id, @Nullable Rulebook book) {
        if (type.isBlank() || id.isBlank() || type.indexOf('\0') >= 0 || id.indexOf('\0') >= 0) {
            throw missing(revision, type, id);
        }
        return resources
                .find(revision, new Key(type, id), book == null ? null : book.rules())
                .orElseThrow(() -> missing(revision, type, id));
    }

    /// A resource that the rules decide about.
    ///
    /// @throws NoSuchThing when there is none, or when the rules know no rights on its type
    public Found decided(Revision revision, Rulebook book, String type, String id) {
        Found resource = resource(revision, type, id, book);
        if (book.kind(type).isEmpty()) {
            throw new NoSuchThing("No rights are worked out on a %s. They are on %s."
                    .formatted(type, String.join(", ", book.types())));
        }
        return resource;
    }

    private static NoSuchThing missing(Revision revision, String type, String id) {
        return new NoSuchThing("Revision %d of %s has no %s %s. Look for it in the list of resources."
                .formatted(revision.number(), revision.integration().name(), type, id));
    }
}
