package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/users`: the logins of the account, each with the base role it holds on the account as a whole.
final class UsersFeed {
    static final String TYPE = "user";
    /// Stands for a role that PagerDuty did not send; shown as unknown, so that the gap is seen.
    static final String NO_ROLE = "(none)";

    private static final List<String> ATTRIBUTES = List.of("time_zone", "job_title", "created_via_sso");
    static final Listing USERS = new Listing(
            "/users",
            "users",
            "id",
            Set.of("id", "name", "email", "role", "invitation_sent", "time_zone", "job_title", "created_via_sso"),
            "users");

    private final Api api;

    UsersFeed(Api api) {
        this.api = api;
    }

    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        new Walk(api).read(USERS, writer::requested, new RecordWriter(writer, USERS, UsersFeed::rows));
        return new FeedOutcome.Complete();
    }

    private static List<Row> rows(String id, Fields user) {
        Key key = new Key(TYPE, id);
        Optional<String> email = user.text("email");
        String name = user.text("name").or(() -> email).orElse(id);
        AccountKind kind = ServiceAccounts.kind(name, email.orElse(""));
        AccountState state = user.isTrue("invitation_sent") ? AccountState.INVITED : AccountState.ACTIVE;
        return List.of(
                new Row.Account(key, name, email.orElse(null), kind, state, attributes(user)),
                new Row.Grant(key, CredentialFeed.ACCOUNT, user.text("role").orElse(NO_ROLE)));
    }

    private static Map<String, String> attributes(Fields user) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTES.forEach(name -> user.text(name).ifPresent(value -> attributes.put(name, value)));
        return attributes;
    }
}
