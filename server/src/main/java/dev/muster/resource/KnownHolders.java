package dev.muster.resource;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Revision;
import dev.muster.resource.HolderList.Holder;
import dev.muster.resource.HolderList.Wanted;
import dev.muster.rights.KnownResources;
import dev.muster.rights.Rulebooks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holders of a resource that is there, for those who walk through all of them. Runs in the caller's tenant
/// transaction.
@Component
class KnownHolders {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final Catalogue catalogue;
    private final HolderList holders;

    KnownHolders(KnownResources known, Rulebooks rulebooks, Catalogue catalogue, HolderList holders) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.catalogue = catalogue;
        this.holders = holders;
    }

    Description application(Revision revision) {
        return catalogue.describe(revision.integration());
    }

    /// At most `limit` of them after a place.
    ///
    /// @throws dev.muster.problem.NoSuchThing  when there is no such resource
    /// @throws dev.muster.problem.InvalidInput about a level that nobody knows
    Slice<Holder> slice(Revision revision, HoldersAsked asked, @Nullable Cursor after, int limit) {
        Description application = application(revision);
        var resource = new Key(asked.type(), asked.id());
        known.resource(
                revision, asked.type(), asked.id(), rulebooks.of(revision).orElse(null));
        holders.requireKnownLevel(revision, application, resource, asked.wanted());
        return holders.slice(revision, application, resource, asked.wanted(), after, limit);
    }

    /// How many there are.
    long count(Revision revision, HoldersAsked asked) {
        Wanted wanted = asked.wanted();
        return HolderList.found(
                holders.levels(revision, application(revision), new Key(asked.type(), asked.id()), wanted), wanted);
    }
}
