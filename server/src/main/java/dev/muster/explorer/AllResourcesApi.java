package dev.muster.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.NameOrder;
import dev.muster.api.Stretch;
import dev.muster.explorer.AllResources.Listed;
import dev.muster.integration.Integration;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The resources of all applications over REST.
@RestController
@Does(Action.SEE)
class AllResourcesApi {
    private final PeopleLedger people;
    private final AllResources resources;
    private final AllResourceTypes types;

    AllResourcesApi(PeopleLedger people, AllResources resources, AllResourceTypes types) {
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

    @GetMapping("/api/v1/tenants/{tenant}/resources")
    @CostlyQuestion
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.AREA)
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.SEARCH)
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.INTEGRATION)
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.TYPE)
    @Parameter(in = ParameterIn.QUERY, name = NameOrder.FIELD)
    @Parameter(in = ParameterIn.QUERY, name = AsOf.FIELD)
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.AFTER)
    @Parameter(in = ParameterIn.QUERY, name = AllResourcesFilter.LIMIT)
    AllResourcesJson list(
            TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        AllResourcesFilter filter = AllResourcesFilter.of(sent);
        return people.read(access, filter.walk().asOf(), state -> page(state, filter));
    }

    private AllResourcesJson page(PeopleState state, AllResourcesFilter filter) {
        List<String> chosen = AllResources.keys(filter.chosen(types.of(filter.area(), state)));
        return AllResourcesJson.of(
                state,
                resources.stretch(state, chosen, filter.search(), filter.order(), filter.walk(), filter.limit()));
    }
}
