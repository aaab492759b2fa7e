package dev.muster.resource;

import dev.muster.api.Limit;
import dev.muster.api.Parameters;
import dev.muster.connector.Key;
import dev.muster.connector.Relation;
import dev.muster.connector.ResourceType;
import dev.muster.explorer.ResourceList;
import dev.muster.explorer.RevisionListing;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import dev.muster.resource.LinkList.Link;
import dev.muster.resource.LinkList.Wanted;
import dev.muster.rights.KnownResources;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How the resources of an integration are linked, over REST: which team owns what, which schedule feeds which policy.
@RestController
@Does(Action.SEE)
class LinksApi {
    private static final String RELATION = "relation";
    private static final String FROM_TYPE = "fromType";
    private static final String FROM = "from";
    private static final String TO_TYPE = "toType";
    private static final String TO = "to";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final KnownResources known;
    private final ResourceList types;
    private final LinkList links;
    private final Catalogue catalogue;

    LinksApi(KnownResources known, ResourceList types, LinkList links, Catalogue catalogue) {
        this.known = known;
        this.types = types;
        this.links = links;
        this.catalogue = catalogue;
    }

    /// @param attributes further facts, such as the place of a step
    /// @param feed       id of the feed that told it
    /// @param recordId   the record of the application that told it
    record LinkJson(
            EndJson from, String relation, EndJson to, Map<String, String> attributes, String feed, String recordId) {
        static LinkJson of(Link link) {
            return new LinkJson(
                    EndJson.of(link.from()),
                    link.relation(),
                    EndJson.of(link.to()),
                    link.attributes(),
                    link.feed(),
                    link.record());
        }
    }

    /// A resource at one end of a link.
    record EndJson(String type, String id) {
        static EndJson of(Key key) {
            return new EndJson(key.type(), key.id());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/links")
    @Parameter(in = ParameterIn.QUERY, name = RELATION)
    @Parameter(in = ParameterIn.QUERY, name = FROM_TYPE)
    @Parameter(in = ParameterIn.QUERY, name = FROM)
    @Parameter(in = ParameterIn.QUERY, name = TO_TYPE)
    @Parameter(in = ParameterIn.QUERY, name = TO)
    @Parameter(in = ParameterIn.QUERY, name = AsOf.FIELD)
    @Parameter(in = ParameterIn.QUERY, name = AFTER)
    @Parameter(in = ParameterIn.QUERY, name = LIMIT)
    RevisionListing<LinkJson> list(
            TenantAccess access,
            @PathVariable UUID id,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        Parameters asked = Parameters.parse(
                sent,
                List.of(RELATION, FROM_TYPE, FROM, TO_TYPE, TO, AsOf.FIELD, AFTER, LIMIT),
                (name, value) -> name.equals(AFTER) ? null : Parameters.faultOf(value));
        int limit = Limit.parse(asked.values().get(LIMIT)).rows();
        var wanted = new Wanted(
                asked.value(RELATION),
                asked.value(FROM_TYPE),
                asked.value(FROM),
                asked.value(TO_TYPE),
                asked.value(TO));
        Walk walk = Walk.parse(
                asked.value(AsOf.FIELD),
                asked.value(AFTER),
                LinkList.ORDER,
                "links",
                wanted.relation(),
                wanted.fromType(),
                wanted.from(),
                wanted.toType(),
                wanted.to());
        return known.read(access, id, walk.asOf(), (current, revision) -> {
            requireKnown(revision, asked);
            return RevisionListing.of(
                    revision, walk.through(revision, links.slice(revision, wanted, walk.after(), limit)), LinkJson::of);
        });
    }

    /// What nothing has and nobody knows is a mistake, and no empty list.
    private void requireKnown(Revision revision, Parameters asked) {
        var application = catalogue.describe(revision.integration());
        Supplier<Stream<String>> typesThere = () -> Stream.concat(
                application.resourceTypes().stream().map(ResourceType::type), types.types(revision).keySet().stream());
        require(asked, FROM_TYPE, typesThere);
        require(asked, TO_TYPE, typesThere);
        require(
                asked,
                RELATION,
                () -> Stream.concat(
                        application.relations().stream().map(Relation::id), links.relations(revision).stream()));
    }

    private static void require(Parameters asked, String name, Supplier<Stream<String>> known) {
        if (!asked.value(name).isEmpty()) {
            List<String> all = known.get().toList();
            if (!all.contains(asked.value(name))) {
                throw new InvalidInput(Map.of(name, Parameters.unknown(name, asked.value(name), all)));
            }
        }
    }
}
