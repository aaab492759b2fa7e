package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;

/// A feed that is one listing of PagerDuty's, record by record.
final class ListingFeed implements Reading {
    private final Api api;
    private final Listing listing;
    private final RecordWriter.Meaning meaning;

    ListingFeed(Api api, Listing listing, RecordWriter.Meaning meaning) {
        this.api = api;
        this.listing = listing;
        this.meaning = meaning;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        new Walk(api, listing, writer::requested).read(new RecordWriter(writer, listing, meaning));
        return new FeedOutcome.Complete();
    }
}
