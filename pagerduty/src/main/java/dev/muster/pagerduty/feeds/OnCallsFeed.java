package dev.muster.pagerduty.feeds;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Disagreement.Witness;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.InTurn;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.feed.RecordWriter;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Page;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.delta.Membership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;

/// `/oncalls`: who is on call now. It has no ids of its own, and a rate limit of its own.
///
/// More than PagerDuty shows at once are read by users, some at a time, because everybody who is on call is
/// one. The total that PagerDuty tells proves that none is missing.
final class OnCallsFeed implements Reading {
    private static final int USERS_AT_ONCE = 100;
    private static final int MOST_LOOKS = 10;
    private static final Allowed ONE_USER = Allowed.of("user.id");
    private static final Listing ON_CALLS =
            Lists.of("/oncalls", "oncalls", OnCall::id, OnCall.KEPT, "on-calls", Lists.OFFSET, Set.of());

    private final Api api;
    private final Membership users;
    private final BooleanSupplier allUsersAreKnown;
    private final Set<String> strangers = new LinkedHashSet<>();

    /// @param users            who is listed, known when the reading begins
    /// @param allUsersAreKnown whether nobody is missing there, known then too
    OnCallsFeed(Api api, Membership users, BooleanSupplier allUsersAreKnown) {
        this.api = api;
        this.users = users;
        this.allUsersAreKnown = allUsersAreKnown;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        Walk walk = new Walk(api, ON_CALLS, writer::requested);
        Page first = walk.first();
        RecordWriter records = new RecordWriter(writer, ON_CALLS, (id, onCall) -> rows(onCall));
        if (first.total() != null && first.total() > Lists.CEILING) {
            records.begin(first.total());
            readByUsers(writer, records);
        } else {
            walk.readFrom(first, records);
        }
        if (allUsersAreKnown.getAsBoolean()) {
            tellOfStrangers(writer);
        }
        return new FeedOutcome.Complete();
    }

    private List<Row> rows(Fields onCall) {
        String user = OnCall.user(onCall);
        if (!users.isListed(user)) {
            strangers.add(user);
        }
        return OnCall.rows(onCall);
    }

    /// Who is on call and was not listed may have been added since, so the first of them are asked for one by one.
    private void tellOfStrangers(FeedWriter writer) throws InterruptedException {
        int looks = 0;
        for (String user : strangers) {
            boolean asked = looks++ < MOST_LOOKS;
            if (!asked || !exists(user, writer)) {
                writer.disagree(new Disagreement(
                        List.of(new Key(UsersFeed.TYPE, user)),
                        new Witness("On-calls", "on call"),
                        new Witness("Users", "not listed"),
                        "on call, absent from the users",
                        asked));
            }
        }
    }

    private boolean exists(String user, FeedWriter writer) throws InterruptedException {
        Ask ask = new Ask("/users/" + Ask.segment(user), "user " + Words.brief(user, 40));
        try {
            return api.get(ask, writer::requested, json -> Fields.read(json, ONE_USER))
                    .text("user.id")
                    .filter(user::equals)
                    .isPresent();
        } catch (ReadFailed unanswered) {
            return false;
        }
    }

    private void readByUsers(FeedWriter writer, RecordWriter records) throws ReadFailed, InterruptedException {
        Set<String> ids = new HashSet<>();
        InTurn.read(
                someAtATime(users.users()),
                writer,
                (some, meter) -> Gathered.pages(new Walk(api, ofUsers(some), meter)),
                pages -> {
                    for (List<Fields> page : pages) {
                        page.forEach(onCall -> OnCall.id(onCall).ifPresent(ids::add));
                        records.page(page);
                    }
                });
        requireAll(ids.size(), writer);
    }

    private static List<List<String>> someAtATime(List<String> users) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < users.size(); from += USERS_AT_ONCE) {
            batches.add(users.subList(from, Math.min(users.size(), from + USERS_AT_ONCE)));
        }
        return batches;
    }

    private static Listing ofUsers(List<String> users) {
        return ON_CALLS.only(users.stream()
                .map(user -> "user_ids%5B%5D=" + Ask.segment(user))
                .collect(Collectors.joining("&")));
    }

    private void requireAll(long known, FeedWriter writer) throws ReadFailed, InterruptedException {
        Long now = api.get(ON_CALLS.size(), writer::requested, OnCallsFeed::nothing)
                .total();
        if (now != null && now != known) {
            String counts = "%s, but those of its users are %s"
                    .formatted(Words.counts(Conventions.SERVICE.name(), now, "on-calls"), Words.count(known));
            throw Walk.notWhole(now > known ? counts + ": " + Words.missing(now - known) : counts);
        }
    }

    private static Page nothing(JsonParser json) throws Malformed {
        return Page.read(json, ON_CALLS, Allowed.NOTHING);
    }
}
