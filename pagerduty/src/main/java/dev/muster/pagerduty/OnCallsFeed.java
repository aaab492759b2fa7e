package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;

/// `/oncalls`: who is on call now. It has no ids of its own, and a rate limit of its own.
///
/// More than PagerDuty shows at once are read by users, some at a time, because everybody who is on call is
/// one. The total that PagerDuty tells proves that none is missing.
final class OnCallsFeed implements Reading {
    private static final int USERS_AT_ONCE = 100;
    private static final Listing ON_CALLS =
            new Listing("/oncalls", "oncalls", OnCall::id, OnCall.KEPT, "on-calls", Paging.OFFSET, Set.of());

    private final Api api;
    private final Supplier<List<String>> users;

    /// @param users ids of all users, known when the reading begins
    OnCallsFeed(Api api, Supplier<List<String>> users) {
        this.api = api;
        this.users = users;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        Walk walk = new Walk(api, ON_CALLS, writer::requested);
        Page first = walk.first();
        RecordWriter records = new RecordWriter(writer, ON_CALLS, (id, onCall) -> OnCall.rows(onCall));
        if (first.total() != null && first.total() > Listing.CEILING) {
            records.begin(first.total());
            readByUsers(writer, records);
        } else {
            walk.readFrom(first, records);
        }
        return new FeedOutcome.Complete();
    }

    private void readByUsers(FeedWriter writer, RecordWriter records) throws ReadFailed, InterruptedException {
        Set<String> ids = new HashSet<>();
        InTurn.read(
                someAtATime(users.get()),
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
            String counts =
                    "%s, but those of its users are %s".formatted(Words.counts(now, "on-calls"), Words.count(known));
            throw Walk.notWhole(now > known ? counts + ": " + Words.missing(now - known) : counts);
        }
    }

    private static Page nothing(JsonParser json) throws Malformed {
        return Page.read(json, ON_CALLS.name(), Allowed.NOTHING);
    }
}
