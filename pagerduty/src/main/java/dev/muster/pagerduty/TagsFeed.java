package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/tags` and `/tags/{id}/{kind}`: the labels of the account and what carries them. Three requests for each tag are
/// fewer than one for each object that might have some.
final class TagsFeed implements Reading {
    private static final String TYPE = "tag";
    private static final Listing TAGS = Listing.counted("/tags", "tags", "tags", Allowed.of("id", "label"));

    private final Api api;

    TagsFeed(Api api) {
        this.api = api;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<List<Fields>> pages = Gathered.pages(new Walk(api, TAGS, writer::requested));
        pages.forEach(page -> writer.page());
        List<Fields> tags = distinct(pages);
        writer.total(tags.size());
        InTurn.read(tags, writer, (tag, meter) -> Labelled.read(api, tag, meter), read -> write(read, writer));
        return new FeedOutcome.Complete();
    }

    /// A listing with a record without an id was not whole, and did not get here.
    private static List<Fields> distinct(List<List<Fields>> pages) {
        Map<String, Fields> tags = new LinkedHashMap<>();
        pages.forEach(page -> page.forEach(tag -> tag.text("id").ifPresent(id -> tags.put(id, tag))));
        return List.copyOf(tags.values());
    }

    private static void write(Labelled read, FeedWriter writer) throws InterruptedException {
        switch (read) {
            case Labelled.Removed(Fields tag) ->
                writer.reject(tag.text("id").orElseThrow(), "The tag was removed while it was read");
            case Labelled.Listed(Fields tag, Map<String, List<Fields>> objects) -> {
                String id = tag.text("id").orElseThrow();
                writer.record(id, rows(new Key(TYPE, id), tag, objects));
            }
        }
    }

    private static List<Row> rows(Key key, Fields tag, Map<String, List<Fields>> objects) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(key, tag.text("label").orElse(key.id()), Map.of()));
        Labelled.KINDS.stream()
                .map(Labelled.Kind::type)
                .flatMap(type -> objects.getOrDefault(type, List.of()).stream()
                        .flatMap(object -> Reference.to(type, object).stream()))
                .distinct()
                .map(object -> new Row.Link(key, "labels", object))
                .forEach(rows::add);
        return rows;
    }
}
