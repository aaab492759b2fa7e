package dev.muster.rights;

import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Revision;
import dev.muster.problem.NoSuchThing;
import dev.muster.rights.Resources.Found;
import dev.muster.tenant.TenantAccess;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds what an address names.
@Component
public class KnownResources {
    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Rulebooks rulebooks;
    private final Resources resources;

    KnownResources(TenantTransactions transactions, Integrations integrations, Rulebooks rulebooks, Resources resources) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.rulebooks = rulebooks;
        this.resources = resources;
    }

    /// Works on one unchanging revision of an integration, whatever is published meanwhile.
    ///
    /// @throws NoSuchThing when this tenant has no such integration
    public <T> T read(TenantAccess access, UUID id, Function<Current, T> work) {
        return transactions.read(access.id(), () -> work.apply(integrations.get(access.id(), new IntegrationId(id))));
    }

    /// The rules of an integration's application.
    ///
    /// @throws NoSuchThing when nobody can tell how levels add up there
    public Rulebook rules(Revision newest) {
        return rulebooks
                .of(newest)
                .orElseThrow(() -> new NoSuchThing(
                        "Nobody can tell how levels of access add up in %s, so there is no effective access to show. The accounts list shows the levels themselves."
                                .formatted(newest.integration().application())));
    }

    /// A resource of the newest revision.
    ///
    /// @throws NoSuchThing when there is none
    public Found resource(Revision newest, String type, String id, @Nullable Rulebook book) {
        if (type.isBlank() || id.isBlank() || type.indexOf('\0') >= 0 || id.indexOf('\0') >= 0) {
            throw missing(type, id);
        }
        return resources.find(newest, new Key(type, id), book == null ? null : book.rules())
                .orElseThrow(() -> missing(type, id));
    }

    /// A resource that the rules decide about.
    ///
    /// @throws NoSuchThing when there is none, or when the rules know no rights on its type
    public Found decided(Revision newest, Rulebook book, String type, String id) {
        Found resource = resource(newest, type, id, book);
        if (book.kind(type).isEmpty()) {
            throw new NoSuchThing("No rights are worked out on a %s. They are on %s."
                    .formatted(type, String.join(", ", book.types())));
        }
        return resource;
    }

    private static NoSuchThing missing(String type, String id) {
        return new NoSuchThing(
                "The newest revision of this integration has no %s %s. Look for it in the list of resources."
                        .formatted(type, id));
    }
}
