package dev.muster.pagerduty.feeds;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Meter;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What carries one tag, read whole before any of it is written.
///
/// @param objects by their type
record Labelled(Map<String, List<Fields>> objects) {
    /// What can carry a tag.
    static final List<Kind> KINDS = List.of(
            new Kind("users", "user"), new Kind("teams", "team"), new Kind("escalation_policies", "escalation_policy"));

    /// @param list last part of the address that names them, and name of its records
    /// @param type of each
    record Kind(String list, String type) {}

    static Labelled read(Api api, String tag, Meter meter) throws ReadFailed, InterruptedException {
        Map<String, List<Fields>> objects = new HashMap<>();
        for (Kind kind : KINDS) {
            List<List<Fields>> pages = Gathered.pages(new Walk(api, listing(tag, kind.list()), meter));
            objects.put(kind.type(), pages.stream().flatMap(List::stream).toList());
        }
        return new Labelled(objects);
    }

    private static Listing listing(String tag, String list) {
        return Lists.of(
                "/tags/%s/%s".formatted(Ask.segment(tag), list),
                list,
                "id",
                Allowed.of("id", "summary", "deleted_at"),
                "%s with tag %s".formatted(list.replace('_', ' '), Words.brief(tag, 40)),
                Lists.OFFSET,
                Set.of());
    }
}
