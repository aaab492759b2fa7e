package dev.muster.changes;

import dev.muster.changes.Comparison.Lacking;
import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Difference;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.rights.Unread;
import dev.muster.rights.UnreadData;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Says what was not read at the ends of a difference. Runs in the caller's tenant transaction.
@Component
class Lacks {
    private static final int REMEMBERED = 20_000;

    private final Catalogue catalogue;
    private final UnreadData unread;
    private final PerRevision<Unread> known = new PerRevision<>(
            REMEMBERED,
            unread -> 1 + unread.parts().values().stream().mapToInt(Map::size).sum());

    Lacks(Catalogue catalogue, UnreadData unread) {
        this.catalogue = catalogue;
        this.unread = unread;
    }

    /// Of the start and of the end; empty where everything was read.
    List<Lacking> of(Difference difference) {
        Description application = catalogue.describe(difference.later().integration());
        Unread earlier = of(difference.earlier(), application);
        Unread later = of(difference.later(), application);
        return Stream.of(
                        new Lacking(
                                difference.earlier().number(),
                                earlier.sentences(application, later).toList()),
                        new Lacking(
                                difference.later().number(),
                                later.sentences(application, earlier).toList()))
                .distinct()
                .filter(lacking -> !lacking.sentences().isEmpty())
                .toList();
    }

    private Unread of(Revision revision, Description application) {
        return known.of(revision, () -> unread.of(revision, application));
    }
}
