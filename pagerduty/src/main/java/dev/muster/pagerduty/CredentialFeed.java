package dev.muster.pagerduty;

import dev.muster.connector.Credential;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/abilities` and `/users/me`: what the token is, and the account it opens, on which base roles are held.
final class CredentialFeed {
    /// The account as a whole. Its id is the same for ever, because a subdomain can be changed and may be unreadable.
    static final Key ACCOUNT = new Key(BaseRole.RESOURCE, "account");

    private final Session session;
    private @Nullable Credential credential;

    CredentialFeed(Session session) {
        this.session = session;
    }

    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        Probe probe = new Probe(session.api(), writer::requested);
        Probe.Found found = probe.whoseToken();
        String subdomain = found.subdomain() != null
                ? found.subdomain()
                : probe.subdomainOfFirstUser().orElse(null);
        credential = found.kind().credential(session.accountIn(subdomain), session.token());
        String name = subdomain == null ? "PagerDuty account" : subdomain;
        writer.record(ACCOUNT.id(), List.of(new Row.Resource(ACCOUNT, name, Map.of())));
        return new FeedOutcome.Complete();
    }

    /// What the token turned out to be; none before it was read.
    @Nullable
    Credential credential() {
        return credential;
    }
}
