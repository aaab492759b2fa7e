package dev.muster.source;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.ledger.Revision;
import dev.muster.rights.Unread;
import dev.muster.rights.Unread.Gap;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.Source.Seen;
import dev.muster.web.Address;
import dev.muster.web.Spelling;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells where facts of one revision were read.
///
/// @param unread what was not read in that revision
public record Sources(Description application, Revision revision, Unread unread, IntegrationHeads heads, Addresses at) {

    /// A fact that the revision shows.
    ///
    /// @param parts what its feed may be read by: a fact is as old as the part that it belongs to
    public Source of(Told told, Key... parts) {
        Optional<Gap> gap = Stream.of(parts)
                .flatMap(part -> unread.part(told.feed(), part).stream())
                .findFirst();
        return new Source(
                feed(application, told.feed()),
                told.record(),
                seen(told.revision(), told.run(), told.at()),
                told.atFirstLook(),
                gap.isPresent() ? null : seen(revision.number(), revision.run(), revision.published()),
                gap.map(Gap::words).map(Spelling::capital).orElse(""));
    }

    /// A revision of the same integration.
    public Seen seen(int number, int run, Instant published) {
        return new Seen(
                number,
                run,
                heads.moment(revision.integration(), published),
                Address.of(at.integration() + "/history")
                        .with("run", String.valueOf(run))
                        .toString());
    }

    /// What a feed is called; one that the connector had once goes by its id.
    public static String feed(Description application, String id) {
        return application.feeds().stream()
                .filter(feed -> feed.id().equals(id))
                .map(Feed::title)
                .findFirst()
                .orElse(id);
    }
}
