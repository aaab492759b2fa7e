package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.RecordWriter;
import dev.muster.kit.listing.Cut;
import dev.muster.kit.listing.EarlyPage;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Page;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.credential.ServiceAccounts;
import dev.muster.pagerduty.delta.Membership;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/users`: the logins of the account, each with the base role it holds on the account as a whole.
public final class UsersFeed {
    public static final String TYPE = "user";
    private static final String TEAMS = "teams";
    private static final List<String> ATTRIBUTES = List.of("time_zone", "job_title", "created_via_sso");
    public static final Listing USERS = Lists.counted(
            "/users",
            "users",
            "users",
            Reference.kept(
                    List.of(
                            "id",
                            "name",
                            "email",
                            "role",
                            "invitation_sent",
                            "time_zone",
                            "job_title",
                            "created_via_sso",
                            "html_url"),
                    List.of(TEAMS)),
            Cut.TEAMS,
            Cut.NAMES);

    private final Api api;
    private final Membership membership = new Membership();
    private @Nullable String provesAdvanced;

    UsersFeed(Api api) {
        this.api = api;
    }

    /// Who is in which team by what was read.
    Membership membership() {
        return membership;
    }

    /// The first user whose role there is with Advanced Permissions only, in words.
    Optional<String> proofOfAdvanced() {
        return Optional.ofNullable(provesAdvanced);
    }

    /// @param early the first page, when it came already
    FeedOutcome read(FeedWriter writer, @Nullable EarlyPage early) throws ReadFailed, InterruptedException {
        Walk walk = new Walk(api, USERS, writer::requested);
        Instant asked = early == null ? api.now() : early.asked();
        try {
            Page first = early == null ? walk.first() : early.take(writer::requested);
            walk.readFrom(first, new RecordWriter(writer, USERS, this::rows));
            return new FeedOutcome.Complete();
        } finally {
            writer.took(asked, api.now());
        }
    }

    private List<Row> rows(String id, Fields user) {
        if (user.hasList(TEAMS)) {
            membership.add(id, teams(user));
        } else {
            membership.tellsNothing(id);
        }
        Key key = new Key(TYPE, id);
        Optional<String> email = user.text("email");
        String name = user.text("name").or(() -> email).orElse(id);
        AccountKind kind = ServiceAccounts.kind(name, email.orElse(""));
        AccountState state = user.isTrue("invitation_sent") ? AccountState.INVITED : AccountState.ACTIVE;
        String role = user.text("role").orElse(BaseRole.NONE);
        if (provesAdvanced == null && Tier.provesAdvanced(role)) {
            provesAdvanced = "User %s is %s".formatted(Words.brief(id, 40), BaseRole.titleOf(role));
        }
        return Stream.concat(
                        Stream.of(
                                new Row.Account(key, name, email.orElse(null), kind, state, attributes(user)),
                                new Row.Grant(key, AccountFeed.ACCOUNT, role)),
                        Reference.mentionedIn(TEAMS, TeamRole.RESOURCE, user))
                .toList();
    }

    /// Ids of the teams that the record of a user names.
    static List<String> teams(Fields user) {
        return user.list(TEAMS).stream()
                .flatMap(team -> team.text("id").stream())
                .toList();
    }

    private static Map<String, String> attributes(Fields user) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTES.forEach(name -> user.text(name).ifPresent(value -> attributes.put(name, value)));
        return attributes;
    }
}
