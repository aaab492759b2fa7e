package dev.muster.kit.listing;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Reads a listing of more records than the service shows at once: the plain list as far as it goes, from both ends
/// where it can be sorted, and then slices of it, by teams and by letters of names. Records that come again are left
/// out, and the total that the service tells proves that none is missing.
///
/// What is known tells which slice is worth its price most, and each slice tells by its size how much of it is
/// unknown. When nothing known resembles what is missing, the remaining teams are read, then all letters in turn, and
/// at last slices that were left early, to their other end.
final class Slices {
    /// A slice that was read where unknown records were likely is likely to hold few more.
    private static final double LEFT_EARLY = 0.1;

    private final Api api;
    private final Listing listing;
    private final Meter meter;
    private final Walk.Visitor visitor;
    private final Census census = new Census();
    private final Prospects prospects;
    private final Set<Slice> open = new LinkedHashSet<>();
    private final Set<Slice> settled = new HashSet<>();
    private final Intake intake;

    /// @param total records the listing holds, as its first page told
    Slices(Api api, Listing listing, Meter meter, Walk.Visitor visitor, long total) {
        this.api = api;
        this.listing = listing;
        this.meter = meter;
        this.visitor = visitor;
        this.prospects = new Prospects(listing, census);
        this.intake = new Intake(listing, total, visitor, census);
    }

    /// @param first the first page of the whole listing
    /// @throws ReadFailed when records are missing in the end, with their number
    void read(Page first) throws ReadFailed, InterruptedException {
        visitor.begin(intake.total());
        requireTruth(readToTheCeiling(listing, first, 0));
        if (listing.cuts().contains(Cut.ENDS) && intake.missing() > 0) {
            Listing fromTheEnd = listing.only(listing.style().slices().fromTheEnd());
            readToTheCeiling(fromTheEnd, Page.of(api, fromTheEnd, 0, null, meter), Known.FOOT);
        }
        readWhatIsLikely();
        if (stillMissing() > 0) {
            readWhateverIsLeft();
            stillMissing();
        }
        if (intake.missing() > 0) {
            throw intake.lost();
        }
        if (intake.missing() < 0) {
            visitor.listedMoreThanCounted(intake.total(), census.size());
        }
    }

    /// A list that ends before the ceiling is as long as it is, whatever total it tells.
    private void requireTruth(int received) throws ReadFailed {
        if (received < listing.style().ceiling() && intake.missing() > 0) {
            throw Walk.notWhole("%s, but it lists %s: %s"
                    .formatted(
                            Words.counts(listing.style().service(), intake.total(), listing.what()),
                            Words.count(census.size()),
                            Words.missing(intake.missing())));
        }
    }

    /// Reads until nothing is missing or nothing can come; then how many records came.
    ///
    /// @param place of the first in the plain list; [Known#FOOT] for all of them
    private int readToTheCeiling(Listing list, Page first, int place) throws ReadFailed, InterruptedException {
        Page page = first;
        int received = 0;
        while (true) {
            intake.take(page, place == Known.FOOT ? place : received);
            received += page.rows().size();
            boolean more = Boolean.TRUE.equals(page.more()) && !page.rows().isEmpty();
            if (!more || intake.missing() <= 0 || received >= listing.style().ceiling()) {
                return received;
            }
            page = Page.of(api, list, received, null, meter);
        }
    }

    private void readWhatIsLikely() throws ReadFailed, InterruptedException {
        while (intake.missing() > 0) {
            Optional<Slice> next = prospects.best(intake.missing());
            if (next.isEmpty()) {
                return;
            }
            read(next.get(), false);
        }
    }

    private void readWhateverIsLeft() throws ReadFailed, InterruptedException {
        for (Optional<Prospect> teams = prospects.ofTeams(intake.missing());
                teams.isPresent() && intake.missing() > 0;
                teams = prospects.ofTeams(intake.missing())) {
            read(teams.get().slice(), false);
        }
        if (listing.cuts().contains(Cut.NAMES)) {
            Slice.Named.byOneLetter(census.texts()).forEach(open::add);
        }
        Optional<Slice> next = prospects.first(open);
        while (next.isPresent() && intake.missing() > 0) {
            open.remove(next.get());
            if (!settled.contains(next.get())) {
                read(next.get(), prospects.isAsked(next.get()));
            }
            next = prospects.first(open);
        }
    }

    /// A slice that is too long to be shown whole is settled by its parts.
    private void read(Slice slice, boolean whole) throws ReadFailed, InterruptedException {
        boolean lookedAtEmail = census.looksAtEmail();
        SliceReading.End end =
                new SliceReading(slice, whole, new SliceReading.Tools(api, listing, meter, intake, census)).read();
        if (lookedAtEmail && !census.looksAtEmail()) {
            prospects.beginAnew();
            settled.clear();
        }
        prospects.asked(slice);
        prospects.learn(end);
        census.weaken(slice, left(end));
        if (end.isTooLong()) {
            open.addAll(slice.parts());
        } else if (!end.isExhausted() && !whole) {
            open.add(slice);
            return;
        }
        settled.add(slice);
    }

    private static double left(SliceReading.End end) {
        return end.isTooLong() ? end.left() : Math.min(end.left(), LEFT_EARLY);
    }

    /// What was made or removed during so long a reading shows in the total at its end.
    private long stillMissing() throws ReadFailed, InterruptedException {
        Long now = api.get(listing.size(), meter, json -> Page.read(json, listing, Allowed.NOTHING))
                .total();
        if (now != null) {
            intake.recount(now);
        }
        return intake.missing();
    }
}
