package dev.muster.pagerduty.feeds;

import dev.muster.connector.Credential;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.kit.listing.EarlyPage;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.credential.KeyKind;
import dev.muster.pagerduty.credential.Probe;
import dev.muster.pagerduty.credential.Session;
import dev.muster.pagerduty.delta.Recollection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/abilities` and `/users/me`: what the credential is, and which account it opens.
///
/// An account key is nobody's, so the web address of the account is told by its first users. Their page is handed on
/// to the feed of users. What only labels never ends the reading: a credential is refused, or it is good, whatever
/// else could not be learned about it.
final class CredentialFeed {
    private final Session session;
    private final Optional<Recollection.Told> toldBefore;
    private @Nullable Credential credential;
    private Probe.@Nullable Found found;
    private @Nullable String web;
    private @Nullable EarlyPage firstUsers;

    /// @param toldBefore what this same credential turned out to be when it was read before
    CredentialFeed(Session session, Optional<Recollection.Told> toldBefore) {
        this.session = session;
        this.toldBefore = toldBefore;
    }

    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        Probe.Found probed = new Probe(session, writer::requested).found();
        found = probed;
        web = probed.web() == null ? webOfFirstUsers() : probed.web();
        credential = credential(probed.kind());
        if (probed.abilities() instanceof Probe.Abilities.Untold(var why)) {
            writer.remark("abilities", "They could not be read, so they tell nothing: " + why.what());
        }
        if (probed.kind() instanceof KeyKind.Untold(var why)) {
            writer.remark("kind", "It could not be read whose token this is: " + why.what());
        }
        return new FeedOutcome.Complete();
    }

    /// What the credential turned out to be; none before it was read.
    @Nullable
    Credential credential() {
        return credential;
    }

    /// What was found; none when the credential could not be tried.
    Optional<Probe.Found> found() {
        return Optional.ofNullable(found);
    }

    /// What the account is called.
    String accountName() {
        return web == null ? "PagerDuty account" : web;
    }

    /// The first page of users; none when it was not needed.
    @Nullable
    EarlyPage firstUsers() {
        return firstUsers;
    }

    /// A question that failed today was answered before, and the same token is still of the same kind.
    private Credential credential(KeyKind kind) {
        String account = session.accountAt(web);
        String fingerprint = session.authorization().fingerprint();
        if (kind instanceof KeyKind.Untold && toldBefore.isPresent()) {
            return new Credential(toldBefore.get().kind(), toldBefore.get().reach(), account, fingerprint);
        }
        return kind.credential(account, fingerprint);
    }

    private @Nullable String webOfFirstUsers() throws InterruptedException {
        EarlyPage page = EarlyPage.of(session.api(), UsersFeed.USERS);
        firstUsers = page;
        return Probe.web(page.rows()).orElse(null);
    }
}
