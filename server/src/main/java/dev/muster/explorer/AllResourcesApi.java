package dev.muster.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Limit;
import dev.muster.api.NameOrder;
import dev.muster.api.Parameters;
import dev.muster.api.Stretch;
import dev.muster.explorer.AllResources.Listed;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The resources of all applications over REST.
@RestController
@Does(Action.SEE)
class AllResourcesApi {
    private static final String SEARCH = "q";
    private static final String INTEGRATION = "integration";
    private static final String TYPE = "type";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final PeopleLedger people;
    private final AllResources resources;
    private final ResourceList types;

    AllResourcesApi(PeopleLedger people, AllResources resources, ResourceList types) {
        this.people = people;
        this.resources = resources;
        this.types = types;
    }

    /// One page of the list.
    ///
    /// @param next      what the next call sends as `after`, to go on in the same revisions; none at the end
    /// @param count     resources of the whole list
    /// @param asOf      the moment that it is about
    /// @param revisions one of each integration that something was published of by then
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AllResourcesJson(
            List<ResourceOfAllJson> items,
            @Nullable String next,
            long count,
            Instant asOf,
            List<ShownRevisionJson> revisions) {
        AllResourcesJson {
            items = List.copyOf(items);
            revisions = List.copyOf(revisions);
        }

        static AllResourcesJson of(PeopleState state, Stretch<Listed> page) {
            return new AllResourcesJson(
                    page.rows().stream().map(ResourceOfAllJson::of).toList(),
                    page.next() == null ? null : page.next().text(),
                    page.found(),
                    state.at(),
                    state.applications().stream().map(ShownRevisionJson::of).toList());
        }
    }

    record ShownRevisionJson(UUID integration, int revision, Instant publishedAt) {
        static ShownRevisionJson of(Revision revision) {
            return new ShownRevisionJson(revision.integration().id().value(), revision.number(), revision.published());
        }
    }

    /// @param stub    whether something refers to it that no listing shows
    /// @param deleted when it was deleted, as far as references tell
    /// @param grants  how many are held on it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResourceOfAllJson(
            UUID integration,
            String application,
            String type,
            String id,
            String name,
            boolean stub,
            @Nullable Instant deleted,
            long grants) {
        static ResourceOfAllJson of(Listed listed) {
            Integration integration = listed.integration();
            return new ResourceOfAllJson(
                    integration.id().value(),
                    integration.application(),
                    listed.key().type(),
                    listed.key().id(),
                    listed.name(),
                    listed.stub().is(),
                    listed.stub().deleted(),
                    listed.grants());
        }
    }

    /// A type of the resources of one integration.
    private record Typed(String integration, String type) {
        boolean is(Parameters asked) {
            return (asked.value(INTEGRATION).isEmpty()
                            || asked.value(INTEGRATION).equals(integration))
                    && (asked.value(TYPE).isEmpty() || asked.value(TYPE).equals(type));
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/resources")
    @CostlyQuestion
    @Parameter(in = ParameterIn.QUERY, name = SEARCH)
    @Parameter(in = ParameterIn.QUERY, name = INTEGRATION)
    @Parameter(in = ParameterIn.QUERY, name = TYPE)
    @Parameter(in = ParameterIn.QUERY, name = AsOf.FIELD)
    @Parameter(in = ParameterIn.QUERY, name = AFTER)
    @Parameter(in = ParameterIn.QUERY, name = LIMIT)
    AllResourcesJson list(
            TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        Parameters asked = Parameters.parse(
                sent,
                List.of(SEARCH, INTEGRATION, TYPE, AsOf.FIELD, AFTER, LIMIT),
                (name, value) -> name.equals(AFTER) ? null : Parameters.faultOf(value));
        int limit = Limit.parse(asked.values().get(LIMIT)).rows();
        String question = asked.value(SEARCH) + " " + asked.value(INTEGRATION) + " " + asked.value(TYPE);
        PeopleWalk walk = PeopleWalk.parse(
                asked.value(AsOf.FIELD),
                asked.value(AFTER),
                AllResources.COLUMNS,
                "all resources " + Integer.toHexString(question.hashCode()));
        return people.read(access, walk.asOf(), state -> page(state, asked, walk, limit));
    }

    private AllResourcesJson page(PeopleState state, Parameters asked, PeopleWalk walk, int limit) {
        List<Typed> all = state.applications().stream()
                .flatMap(revision -> types.types(revision).keySet().stream()
                        .map(type ->
                                new Typed(revision.integration().id().value().toString(), type)))
                .toList();
        require(all.stream().map(Typed::integration), asked, INTEGRATION);
        require(all.stream().map(Typed::type), asked, TYPE);
        List<String> chosen = all.stream()
                .filter(type -> type.is(asked))
                .map(type -> type.integration() + " " + type.type())
                .toList();
        return AllResourcesJson.of(
                state,
                resources.stretch(state, chosen, new SearchText(asked.value(SEARCH)), NameOrder.UP, walk, limit));
    }

    private static void require(Stream<String> known, Parameters asked, String name) {
        List<String> all = known.toList();
        if (!asked.value(name).isEmpty() && !all.contains(asked.value(name))) {
            throw new InvalidInput(Map.of(name, Parameters.unknown(name, asked.value(name), all)));
        }
    }
}
