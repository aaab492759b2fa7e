package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The first page of a listing, asked for before its feed is open because it tells something about the account. The
/// feed takes it over, so nothing is asked twice; its requests and its failure are the feed's.
///
/// @param requests sent for it, retries included
/// @param asked    when the first of them was about to be
public record EarlyPage(Outcome outcome, int requests, Instant asked) {

    sealed interface Outcome {
        record Came(Page page) implements Outcome {}

        record Failed(ReadFailed failure) implements Outcome {}
    }

    public static EarlyPage of(Api api, Listing listing) throws InterruptedException {
        Instant asked = api.now();
        AtomicInteger requests = new AtomicInteger();
        Outcome outcome;
        try {
            outcome = new Outcome.Came(new Walk(api, listing, requests::incrementAndGet).first());
        } catch (ReadFailed failure) {
            outcome = new Outcome.Failed(failure);
        }
        return new EarlyPage(outcome, requests.get(), asked);
    }

    /// The page, once its requests are counted.
    ///
    /// @throws ReadFailed when there was none to be had
    public Page take(Meter meter) throws ReadFailed, InterruptedException {
        for (int i = 0; i < requests; i++) {
            meter.requested();
        }
        return switch (outcome) {
            case Outcome.Came(Page page) -> page;
            case Outcome.Failed(ReadFailed failure) -> throw failure;
        };
    }

    /// Its records, none when it did not come.
    public List<Fields> rows() {
        return switch (outcome) {
            case Outcome.Came(Page page) -> page.rows();
            case Outcome.Failed failed -> List.of();
        };
    }
}
