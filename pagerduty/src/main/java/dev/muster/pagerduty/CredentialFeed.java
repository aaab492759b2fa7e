package dev.muster.pagerduty;

import dev.muster.connector.Credential;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/abilities` and `/users/me`: what the credential is, and the account it opens, on which base roles are held.
///
/// An account key is nobody's, so the web address of the account is told by its first users. Their page is handed on
/// to the feed of users.
final class CredentialFeed {
    /// The account as a whole. Its id is the same for ever, because a subdomain can be changed and may be unreadable.
    static final Key ACCOUNT = new Key(BaseRole.RESOURCE, "account");

    private final Session session;
    private @Nullable Credential credential;
    private @Nullable EarlyPage firstUsers;

    CredentialFeed(Session session) {
        this.session = session;
    }

    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        Probe.Found found = new Probe(session, writer::requested).found();
        String web = found.web() == null ? webOfFirstUsers() : found.web();
        credential = found.kind()
                .credential(session.accountAt(web), session.authorization().fingerprint());
        String name = web == null ? "PagerDuty account" : web;
        writer.record(ACCOUNT.id(), List.of(new Row.Resource(ACCOUNT, name, attributes(found))));
        return new FeedOutcome.Complete();
    }

    /// What the credential turned out to be; none before it was read.
    @Nullable
    Credential credential() {
        return credential;
    }

    /// The first page of users; none when it was not needed.
    @Nullable
    EarlyPage firstUsers() {
        return firstUsers;
    }

    private @Nullable String webOfFirstUsers() throws InterruptedException {
        EarlyPage page = EarlyPage.of(session.api(), UsersFeed.USERS);
        firstUsers = page;
        return Probe.web(page.rows()).orElse(null);
    }

    private Map<String, String> attributes(Probe.Found found) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(Tier.ATTRIBUTE, tier(found).value());
        if (!found.abilities().isEmpty()) {
            attributes.put(
                    "abilities",
                    String.join(
                            ",", found.abilities().stream().sorted().distinct().toList()));
        }
        return attributes;
    }

    private Tier tier(Probe.Found found) {
        return found.abilities().isEmpty() ? Tier.ADVANCED : Tier.of(found.abilities(), roles(found));
    }

    private List<String> roles(Probe.Found found) {
        List<String> roles = new ArrayList<>();
        if (found.kind() instanceof KeyKind.UserKey(String name, String role)) {
            roles.add(role);
        }
        if (firstUsers != null) {
            firstUsers.rows().forEach(user -> user.text("role").ifPresent(roles::add));
        }
        return roles;
    }
}
