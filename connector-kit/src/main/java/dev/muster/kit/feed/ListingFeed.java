package dev.muster.kit.feed;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.kit.client.Api;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;

/// A feed that is one listing of the service's, record by record.
public final class ListingFeed implements Reading {
    private final Api api;
    private final Listing listing;
    private final RecordWriter.Meaning meaning;

    public ListingFeed(Api api, Listing listing, RecordWriter.Meaning meaning) {
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
