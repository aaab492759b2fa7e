package dev.muster.resource;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.explorer.TypeWords;
import dev.muster.ledger.Revision;
import dev.muster.resource.ResourceLinks.Linked;
import dev.muster.resource.ResourcePage.Links;
import dev.muster.setup.Addresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Puts the links of a resource into words.
@Component
class LinkWords {
    private final ResourceLinks links;

    LinkWords(ResourceLinks links) {
        this.links = links;
    }

    /// What a resource is linked to, each kind of link by itself; who owns it is told elsewhere.
    List<Links> of(Revision revision, Description application, Key resource, Addresses at) {
        return links.of(revision, resource).stream()
                .filter(link -> link.outwards() || !link.relation().equals(AccessRules.OWNS))
                .collect(Collectors.groupingBy(
                        link -> title(application, link), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(kind -> links(kind.getKey(), kind.getValue(), application, resource, at))
                .toList();
    }

    private static Links links(String title, List<Linked> same, Description application, Key resource, Addresses at) {
        Linked first = same.getFirst();
        boolean listed = first.outwards() && first.relation().equals(AccessRules.OWNS);
        return new Links(
                title,
                first.found(),
                same.stream()
                        .map(link -> linked(link, application, resource, at))
                        .toList(),
                listed ? at.resources().with("owner", resource.id()).toString() : null);
    }

    private static ResourcePage.Linked linked(Linked link, Description application, Key resource, Addresses at) {
        String type = link.other().type();
        String levels = link.levels().isEmpty()
                ? level(link, application, resource)
                : (link.levels().contains(",") ? "levels " : "level ")
                        + link.levels().replace(",", ", ");
        return new ResourcePage.Linked(
                link.name(),
                TypeWords.noun(application, type),
                TypeWords.icon(application, type),
                at.resource(link.other()).toString(),
                levels);
    }

    /// A level is one on what the link leads to.
    private static String level(Linked link, Description application, Key resource) {
        String on = link.outwards() ? link.other().type() : resource.type();
        return link.level().isEmpty() ? "" : application.title(on, link.level());
    }

    /// A relation of which the connector says nothing is told by its own name.
    private static String title(Description application, Linked link) {
        return application
                .relation(link.relation())
                .map(known -> link.outwards() ? known.forwards() : known.back())
                .orElseGet(() -> (link.outwards() ? "To, " : "From, ") + link.relation());
    }
}
