package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/license_allocations`: who holds which licence, and since when.
///
/// The list tells no total, cannot be cut into parts, and ends at PagerDuty's ceiling. Of the users it did not name by
/// then each is asked for his licence, at the price of a request and without the date.
final class LicenceHoldersFeed implements Reading {
    private static final Listing ALLOCATIONS = new Listing(
            "/license_allocations",
            "license_allocations",
            LicenceHoldersFeed::id,
            Allowed.of("user.id", "license.id", "allocated_at"),
            "licence allocations",
            Paging.OFFSET_WITHOUT_TOTAL,
            Set.of());
    private static final Allowed LICENCE = Allowed.of("license.id");

    private final Api api;
    private final Supplier<Optional<List<String>>> users;

    /// @param users ids of all users, known when the reading begins; none when not all of them could be read
    LicenceHoldersFeed(Api api, Supplier<Optional<List<String>>> users) {
        this.api = api;
        this.users = users;
    }

    /// What one user holds; nothing for who has no licence, or is gone.
    private record Held(String user, Optional<String> licence) {}

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        Named named = new Named(new RecordWriter(writer, ALLOCATIONS, (id, allocation) -> rows(allocation)));
        new Walk(api, ALLOCATIONS, writer::requested).read(named);
        if (named.ceiling) {
            List<String> rest = users.get().orElseThrow(LicenceHoldersFeed::notAllUsers).stream()
                    .filter(user -> !named.users.contains(user))
                    .toList();
            InTurn.read(rest, writer, this::ask, held -> write(held, writer));
        }
        return new FeedOutcome.Complete();
    }

    private static ReadFailed notAllUsers() {
        return Walk.notWhole(
                "PagerDuty lists only the first %s licence allocations, and not all users are known, whose licences could be asked for one by one"
                        .formatted(Words.count(Listing.CEILING)));
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

    private static void write(Held held, FeedWriter writer) throws InterruptedException {
        if (held.licence().isPresent()) {
            String licence = held.licence().get();
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
                .flatMap(user -> allocation.text("license.id").stream().map(licence -> grant(user, licence, since)))
                .toList();
    }

    private static Row grant(String user, String licence, Map<String, String> attributes) {
        Key holder = new Key(UsersFeed.TYPE, user);
        return new Row.Grant(holder, new Key(LicencesFeed.TYPE, licence), LicencesFeed.HOLDER, "", attributes);
    }

    /// Remembers who was named, and whether the list goes on beyond what PagerDuty shows.
    private static final class Named implements Walk.Visitor {
        private final RecordWriter records;
        private final Set<String> users = new HashSet<>();
        private boolean ceiling;

        private Named(RecordWriter records) {
            this.records = records;
        }

        @Override
        public void begin(@Nullable Long total) {
            users.clear();
            records.begin(total);
        }

        @Override
        public void page(List<Fields> allocations) throws InterruptedException {
            allocations.forEach(allocation -> allocation.text("user.id").ifPresent(users::add));
            records.page(allocations);
        }

        @Override
        public boolean findsTheRest() {
            ceiling = true;
            return true;
        }
    }
}
