package dev.muster.pagerduty.feeds;

import dev.muster.connector.Disagreement;
import dev.muster.connector.Disagreement.Witness;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.InTurn;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.feed.RecordWriter;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/license_allocations`: who holds which licence, and since when.
///
/// The list tells no total, cannot be cut into parts, and ends at PagerDuty's ceiling. Of the users it did not name by
/// then each is asked for his licence, at the price of a request and without the date.
final class LicenceHoldersFeed implements Reading {
    private static final Listing ALLOCATIONS = Lists.of(
            "/license_allocations",
            "license_allocations",
            LicenceHoldersFeed::id,
            Reference.kept(List.of("allocated_at"), List.of("user", "license")),
            "licence allocations",
            Lists.OFFSET_WITHOUT_TOTAL,
            Set.of());
    private static final Allowed LICENCE = Allowed.of("license.id");

    private final Api api;
    private final Supplier<Optional<List<String>>> users;
    private final SeatsUsed seats;
    private final Map<String, Set<String>> holders = new TreeMap<>();

    /// @param users ids of all users, known when the reading begins; none when not all of them could be read
    /// @param seats the other witness of how many hold a licence
    LicenceHoldersFeed(Api api, Supplier<Optional<List<String>>> users, SeatsUsed seats) {
        this.api = api;
        this.users = users;
        this.seats = seats;
    }

    /// What one user holds; nothing for who has no licence, or is gone.
    private record Held(String user, Optional<String> licence) {}

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        Named named = new Named(new RecordWriter(writer, ALLOCATIONS, (id, allocation) -> rows(allocation)), holders);
        new Walk(api, ALLOCATIONS, writer::requested).read(named);
        if (named.ceiling) {
            List<String> rest = users.get().orElseThrow(LicenceHoldersFeed::notAllUsers).stream()
                    .filter(user -> !named.users.contains(user))
                    .toList();
            InTurn.read(rest, writer, this::ask, held -> write(held, writer));
        }
        compare(writer);
        return new FeedOutcome.Complete();
    }

    /// The seats used are counted once more when they differ, which takes one request for all licences; the holders
    /// would take many.
    private void compare(FeedWriter writer) throws InterruptedException {
        Map<String, Long> used = seats.counts();
        if (differing(used).isEmpty()) {
            return;
        }
        Optional<Map<String, Long>> now = SeatsUsed.askedAgain(api, writer::requested);
        differing(now.orElse(used))
                .forEach((licence, seatsUsed) -> writer.disagree(new Disagreement(
                        List.of(new Key(LicencesFeed.TYPE, licence)),
                        new Witness("Licences", Words.count(seatsUsed, "seats") + " used"),
                        new Witness("Licence holders", Words.count(held(licence), "holders")),
                        Words.count(held(licence), "holders"),
                        now.isPresent())));
    }

    private Map<String, Long> differing(Map<String, Long> used) {
        Map<String, Long> differing = new TreeMap<>(used);
        differing.entrySet().removeIf(each -> each.getValue() == held(each.getKey()));
        return differing;
    }

    private long held(String licence) {
        return holders.getOrDefault(licence, Set.of()).size();
    }

    private static ReadFailed notAllUsers() {
        return Walk.notWhole(
                "PagerDuty lists only the first %s licence allocations, and not all users are known, whose licences could be asked for one by one"
                        .formatted(Words.count(Lists.CEILING)));
    }

    private Held ask(String user, Meter meter) throws ReadFailed, InterruptedException {
        Ask ask = new Ask("/users/%s/license".formatted(Ask.segment(user)), "the licence of user " + user);
        try {
            return new Held(
                    user,
                    api.get(ask, meter, json -> Fields.read(json, LICENCE)).text("license.id"));
        } catch (ReadFailed failure) {
            if (failure.isNotFound()) {
                return new Held(user, Optional.empty());
            }
            throw failure;
        }
    }

    private void write(Held held, FeedWriter writer) throws InterruptedException {
        if (held.licence().isPresent()) {
            String licence = held.licence().get();
            holders.computeIfAbsent(licence, any -> new HashSet<>()).add(held.user());
            writer.record(id(held.user(), licence), List.of(grant(held.user(), licence, Map.of())));
        }
    }

    /// A user may hold several licences.
    private static Optional<String> id(Fields allocation) {
        return allocation
                .text("user.id")
                .map(user -> id(user, allocation.text("license.id").orElse("")));
    }

    private static String id(String user, String licence) {
        return "%s %s".formatted(user, licence).strip();
    }

    private static List<Row> rows(Fields allocation) {
        Map<String, String> since =
                allocation.text("allocated_at").map(at -> Map.of("since", at)).orElse(Map.of());
        return allocation.text("user.id").stream()
                .flatMap(user -> allocation.text("license.id").stream()
                        .flatMap(licence -> Stream.of(
                                        Stream.of(grant(user, licence, since)),
                                        Reference.mentionedAt("user", UsersFeed.TYPE, allocation),
                                        Reference.mentionedAt("license", LicencesFeed.TYPE, allocation))
                                .flatMap(rows -> rows)))
                .toList();
    }

    private static Row grant(String user, String licence, Map<String, String> attributes) {
        Key holder = new Key(UsersFeed.TYPE, user);
        return new Row.Grant(holder, new Key(LicencesFeed.TYPE, licence), LicencesFeed.HOLDER, "", attributes);
    }

    /// Remembers who was named as the holder of what, and whether the list goes on beyond what PagerDuty shows.
    private static final class Named implements Walk.Visitor {
        private final RecordWriter records;
        private final Map<String, Set<String>> holders;
        private final Set<String> users = new HashSet<>();
        private boolean ceiling;

        private Named(RecordWriter records, Map<String, Set<String>> holders) {
            this.records = records;
            this.holders = holders;
        }

        @Override
        public void begin(@Nullable Long total) {
            users.clear();
            holders.clear();
            records.begin(total);
        }

        @Override
        public void page(List<Fields> allocations) throws InterruptedException {
            allocations.forEach(this::remember);
            records.page(allocations);
        }

        private void remember(Fields allocation) {
            allocation.text("user.id").ifPresent(user -> {
                users.add(user);
                allocation
                        .text("license.id")
                        .ifPresent(licence -> holders.computeIfAbsent(licence, any -> new HashSet<>())
                                .add(user));
            });
        }

        @Override
        public boolean findsTheRest() {
            ceiling = true;
            return true;
        }
    }
}
