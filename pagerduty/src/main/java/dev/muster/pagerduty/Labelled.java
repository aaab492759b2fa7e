package dev.muster.pagerduty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What carries one tag, read whole before any of it is written.
sealed interface Labelled {
    /// What can carry a tag.
    List<Kind> KINDS = List.of(
            new Kind("users", "user"), new Kind("teams", "team"), new Kind("escalation_policies", "escalation_policy"));

    /// @param list last part of the address that names them, and name of its records
    /// @param type of each
    record Kind(String list, String type) {}

    /// Objects by their type.
    record Listed(Fields tag, Map<String, List<Fields>> objects) implements Labelled {}

    /// The tag disappeared after the list of tags was read.
    record Removed(Fields tag) implements Labelled {}

    /// @param tag with an id
    static Labelled read(Api api, Fields tag, Meter meter) throws ReadFailed, InterruptedException {
        String id = tag.text("id").orElseThrow();
        Map<String, List<Fields>> objects = new HashMap<>();
        try {
            for (Kind kind : KINDS) {
                List<List<Fields>> pages = Gathered.pages(new Walk(api, listing(id, kind.list()), meter));
                objects.put(kind.type(), pages.stream().flatMap(List::stream).toList());
            }
            return new Listed(tag, objects);
        } catch (ReadFailed failure) {
            if (!Vanished.is(failure)) {
                throw failure;
            }
            Ask itself = new Ask(path(id), "tag " + Words.brief(id, 40));
            Vanished.confirm(api, itself, "the list of what carries it", failure, meter);
            return new Removed(tag);
        }
    }

    private static Listing listing(String id, String list) {
        return new Listing(
                "%s/%s".formatted(path(id), list),
                list,
                "id",
                Allowed.of("id"),
                "%s with tag %s".formatted(list.replace('_', ' '), Words.brief(id, 40)),
                Paging.OFFSET,
                Set.of());
    }

    private static String path(String id) {
        return "/tags/" + Ask.segment(id);
    }
}
