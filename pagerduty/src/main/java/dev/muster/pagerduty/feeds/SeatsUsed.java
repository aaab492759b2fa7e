package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// How many seats of each licence are used by the count of `/licenses`: one witness of it, beside the list of who holds
/// them. The two are read at once, so who compares waits for this one.
final class SeatsUsed {
    private final Map<String, Long> counts = new HashMap<>();
    private final CompletableFuture<Map<String, Long>> whole = new CompletableFuture<>();

    /// A record of the list of licences; one without a number tells nothing.
    void told(String licence, Fields record) {
        count(record).ifPresent(used -> counts.put(licence, used));
    }

    /// The list of licences was read to its end.
    void allTold() {
        whole.complete(Map.copyOf(counts));
    }

    /// Nothing more will be told. Without [#allTold] before, nothing was.
    void noneFollows() {
        whole.complete(Map.of());
    }

    /// Waits until all is told; nothing when the list could not be read to its end, or nobody asked for it.
    Map<String, Long> counts() throws InterruptedException {
        try {
            return whole.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("The reading of licences never fails this way", impossible);
        }
    }

    /// The same, asked again; empty when there is no answer.
    static Optional<Map<String, Long>> askedAgain(Api api, Meter meter) throws InterruptedException {
        try {
            Map<String, Long> now = new HashMap<>();
            for (List<Fields> page : Gathered.pages(new Walk(api, LicencesFeed.LICENCES, meter))) {
                page.forEach(licence ->
                        licence.text("id").ifPresent(id -> count(licence).ifPresent(used -> now.put(id, used))));
            }
            return Optional.of(now);
        } catch (ReadFailed unanswered) {
            return Optional.empty();
        }
    }

    private static Optional<Long> count(Fields licence) {
        return licence.text("current_value")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }
}
