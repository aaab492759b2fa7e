package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.PartByPart;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/tags` and `/tags/{id}/{kind}`: the labels of the account and what carries them. Three requests for each tag are
/// fewer than one for each object that might have some.
final class TagsFeed implements Reading {
    private static final String TYPE = "tag";
    private static final Listing TAGS = Lists.counted("/tags", "tags", "tags", Allowed.of("id", "label"));

    private final Api api;

    TagsFeed(Api api) {
        this.api = api;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<List<Fields>> pages = Gathered.pages(new Walk(api, TAGS, writer::requested));
        pages.forEach(page -> writer.page());
        List<Part> tags = distinct(pages);
        writer.total(tags.size());
        return PartByPart.read(api, writer, tags, 0, new Tags(writer));
    }

    /// A listing with a record without an id was not whole, and did not get here.
    private static List<Part> distinct(List<List<Fields>> pages) {
        Map<String, Part> tags = new LinkedHashMap<>();
        pages.forEach(page -> page.forEach(tag -> tag.text("id")
                .ifPresent(id -> tags.put(
                        id, new Part(new Key(TYPE, id), tag.text("label").orElse(id))))));
        return List.copyOf(tags.values());
    }

    private record Tags(FeedWriter writer) implements PartByPart.Kind<Labelled> {
        @Override
        public Listing list() {
            return TAGS;
        }

        @Override
        public String noun() {
            return "the list of what carries it";
        }

        @Override
        public Labelled read(Api api, Part tag, Meter meter) throws ReadFailed, InterruptedException {
            return Labelled.read(api, tag.key().id(), meter);
        }

        @Override
        public void write(Part tag, Labelled read) throws InterruptedException {
            writer.record(tag.key().id(), rows(tag, read.objects()));
        }

        private static List<Row> rows(Part tag, Map<String, List<Fields>> objects) {
            List<Row> rows = new ArrayList<>();
            rows.add(new Row.Resource(tag.key(), tag.name(), Map.of()));
            Labelled.KINDS.stream()
                    .map(Labelled.Kind::type)
                    .flatMap(type -> objects.getOrDefault(type, List.of()).stream()
                            .flatMap(object -> Reference.to(type, object).stream()))
                    .distinct()
                    .map(object -> new Row.Link(tag.key(), "labels", object))
                    .forEach(rows::add);
            objects.forEach((type, labelled) -> labelled.stream()
                    .flatMap(object -> Reference.mentionedAs(type, object))
                    .forEach(rows::add));
            return rows;
        }
    }
}
