package dev.muster.explorer;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.explorer.ResourceLinks.Linked;
import dev.muster.explorer.ResourcePage.Links;
import dev.muster.ledger.Revision;
import dev.muster.rights.Rulebook;
import dev.muster.setup.Addresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts the links of a resource into words.
@Component
class LinkWords {
    private static final Map<String, String> OUTWARDS = Map.of(
            "owns", "Owns",
            "contains", "Teams below",
            "guards", "Guards",
            "feeds", "Feeds",
            "sends to", "Sends to",
            "labels", "Labels",
            "starts", "Starts",
            "may start", "May start");
    private static final Map<String, String> INWARDS = Map.of(
            "owns", "Owned by",
            "contains", "Team above",
            "guards", "Guarded by",
            "feeds", "Fed by",
            "sends to", "Receives from",
            "labels", "Labelled",
            "starts", "Started from",
            "may start", "May be started by");

    private final ResourceLinks links;

    LinkWords(ResourceLinks links) {
        this.links = links;
    }

    /// What a resource is linked to, each kind of link by itself; who owns it is told elsewhere.
    List<Links> of(Revision revision, @Nullable Rulebook book, Key resource, Addresses at) {
        return links.of(revision, resource).stream()
                .filter(link -> link.outwards() || !link.relation().equals(AccessRules.OWNS))
                .collect(Collectors.groupingBy(LinkWords::title, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(kind -> links(kind.getKey(), kind.getValue(), book, resource, at))
                .toList();
    }

    private static Links links(String title, List<Linked> same, @Nullable Rulebook book, Key resource, Addresses at) {
        Linked first = same.getFirst();
        boolean listed = first.outwards() && first.relation().equals(AccessRules.OWNS);
        return new Links(
                title,
                first.found(),
                same.stream().map(link -> linked(link, book, at)).toList(),
                listed ? at.resources().with("owner", resource.id()).toString() : null);
    }

    private static ResourcePage.Linked linked(Linked link, @Nullable Rulebook book, Addresses at) {
        String type = link.other().type();
        String levels = link.levels().isEmpty()
                ? ""
                : (link.levels().contains(",") ? "levels " : "level ")
                        + link.levels().replace(",", ", ");
        return new ResourcePage.Linked(
                link.name(),
                TypeWords.noun(book, type),
                TypeWords.icon(type),
                at.resource(link.other()).toString(),
                levels);
    }

    /// A relation that only the connector knows is told in its words.
    private static String title(Linked link) {
        return link.outwards()
                ? OUTWARDS.getOrDefault(link.relation(), "To, " + link.relation())
                : INWARDS.getOrDefault(link.relation(), "From, " + link.relation());
    }
}
