package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.PartByPart;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.DelegationType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `/users/{id}/oauth_delegations`: which clients act for whom, and since when at the latest, the only hint PagerDuty
/// gives of who signs in. It costs a request for each user, so each day a seventh of them is asked; of the others what
/// was read before stands. Whoever was never asked is asked at once: what nobody looked for cannot be told to be gone.
///
/// Clients are resources that no list of PagerDuty's names. Each is written in every run until nobody was seen to use
/// it for four weeks.
final class OauthDelegationsFeed implements Reading {
    private static final int DAYS = 7;
    private static final int DAYS_CLIENTS_STAY = 28;
    private static final String USER = "user/";
    private static final String CLIENT = "client/";

    private final Api api;
    private final Supplier<List<String>> users;
    private final long day;
    private final Map<String, Long> remembered;
    private final Map<String, Long> records = new HashMap<>();
    private final Map<String, Long> clients = new TreeMap<>();

    /// @param users      ids of all users, known when the reading begins
    /// @param day        number of the day
    /// @param remembered what [#remembered] gave last; nothing before the first run
    OauthDelegationsFeed(Api api, Supplier<List<String>> users, long day, Map<String, Long> remembered) {
        this.api = api;
        this.users = users;
        this.day = day;
        this.remembered = remembered;
    }

    /// Whether a user is asked on a day: on one in seven, the same for ever.
    static boolean isDue(String user, long day) {
        return Math.floorMod(user.hashCode() - day, (long) DAYS) == 0;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<String> everybody = users.get();
        keepTheOthers(everybody, writer);
        List<Part> asked = everybody.stream()
                .filter(this::isAsked)
                .map(user -> new Part(new Key(UsersFeed.TYPE, user), user))
                .toList();
        FeedOutcome outcome = PartByPart.read(api, writer, asked, records.size(), new Hints(writer));
        writeClients(writer);
        return outcome;
    }

    /// What the next run needs to know after a complete reading, by keys of this class's choosing: how many records
    /// each user had, and on which
    /// day each client was seen.
    Map<String, Long> remembered() {
        Map<String, Long> all = new HashMap<>();
        records.forEach((user, count) -> all.put(USER + user, count));
        clients.forEach((client, seen) -> all.put(CLIENT + client, seen));
        return all;
    }

    /// Who was never asked, or is due today.
    private boolean isAsked(String user) {
        return isDue(user, day) || !remembered.containsKey(USER + user);
    }

    private void keepTheOthers(List<String> everybody, FeedWriter writer) throws InterruptedException {
        for (String user : everybody) {
            Long count = remembered.get(USER + user);
            if (count != null && !isAsked(user)) {
                writer.keep(new Key(UsersFeed.TYPE, user), count);
                records.put(user, count);
            }
        }
        remembered.forEach((key, seen) -> {
            if (key.startsWith(CLIENT) && day - seen <= DAYS_CLIENTS_STAY) {
                clients.put(key.substring(CLIENT.length()), seen);
            }
        });
    }

    private void write(String user, SignIns signIns, FeedWriter writer) throws InterruptedException {
        for (var each : signIns.newest().entrySet()) {
            SignIns.Kind kind = each.getKey();
            clients.put(kind.client(), day);
            writer.record(
                    "%s/%s/%s".formatted(user, kind.client(), kind.type()),
                    List.of(grant(user, kind, each.getValue())));
        }
        records.put(user, (long) signIns.newest().size());
        for (int i = 1; i <= signIns.withoutClient(); i++) {
            writer.reject("user %s, unnamed %d".formatted(user, i), "PagerDuty sent a delegation without its client");
        }
    }

    private static Row grant(String user, SignIns.Kind kind, Instant newest) {
        Key client = new Key(DelegationType.RESOURCE, kind.client());
        Map<String, String> attributes = newest.equals(Instant.EPOCH) ? Map.of() : Map.of("newest", newest.toString());
        return new Row.Grant(new Key(UsersFeed.TYPE, user), client, kind.type(), "", attributes);
    }

    private void writeClients(FeedWriter writer) throws InterruptedException {
        for (String client : clients.keySet()) {
            Key key = new Key(DelegationType.RESOURCE, client);
            writer.record(CLIENT + client, List.of(new Row.Resource(key, client, Map.of())));
        }
    }

    private final class Hints implements PartByPart.Kind<List<List<Fields>>> {
        private final FeedWriter writer;

        Hints(FeedWriter writer) {
            this.writer = writer;
        }

        @Override
        public Listing list() {
            return UsersFeed.USERS;
        }

        @Override
        public String noun() {
            return "the list of their delegations";
        }

        @Override
        public boolean isRefusedByParts() {
            return records.isEmpty();
        }

        @Override
        public List<List<Fields>> read(Api through, Part user, Meter meter) throws ReadFailed, InterruptedException {
            return Gathered.pages(new Walk(through, Delegations.of(user.key().id()), meter));
        }

        @Override
        public void write(Part user, List<List<Fields>> pages) throws InterruptedException {
            pages.forEach(page -> writer.page());
            OauthDelegationsFeed.this.write(user.key().id(), SignIns.of(pages), writer);
        }
    }
}
