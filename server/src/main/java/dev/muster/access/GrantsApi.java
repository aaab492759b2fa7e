package dev.muster.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.people.PeopleWalk;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// All access of a tenant over REST.
@RestController
@Does(Action.SEE)
class GrantsApi {
    private final PeopleLedger people;
    private final Scopes scopes;
    private final Grants grants;

    GrantsApi(PeopleLedger people, Scopes scopes, Grants grants) {
        this.people = people;
        this.scopes = scopes;
        this.grants = grants;
    }

    /// One page of the list.
    ///
    /// @param next      what the next call sends as `after`, to go on in the same revisions; none at the end
    /// @param count     grants of the whole list; what a search finds is counted to 20,000
    /// @param countIsLowerBound whether there are more than `count`
    /// @param asOf      the moment that it is about
    /// @param revisions one of each integration that something was published of by then
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GrantsJson(
            List<GrantJson> items,
            @Nullable String next,
            long count,
            boolean countIsLowerBound,
            Instant asOf,
            List<RevisionJson> revisions) {
        GrantsJson {
            items = List.copyOf(items);
            revisions = List.copyOf(revisions);
        }
    }

    record RevisionJson(UUID integration, int revision, Instant publishedAt) {
        static RevisionJson of(Revision revision) {
            return new RevisionJson(revision.integration().id().value(), revision.number(), revision.published());
        }
    }

    /// @param through   what it is held through, where the application tells ways apart; empty otherwise
    /// @param since     when it was first seen as it is held now; none when Muster found it at its first look
    /// @param seenSince number of the revision that first showed it so
    /// @param feed      where it was read
    /// @param record    id of the application's record
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GrantJson(
            UUID integration,
            String application,
            HolderJson account,
            LevelJson level,
            HeldOnJson resource,
            String through,
            @Nullable Instant since,
            int seenSince,
            String feed,
            String record) {
        static GrantJson of(Grant grant) {
            return new GrantJson(
                    grant.integration().id().value(),
                    grant.integration().application(),
                    HolderJson.of(grant.holder()),
                    new LevelJson(
                            grant.level().value(),
                            grant.level().title(),
                            grant.level().privileged()),
                    new HeldOnJson(grant.resource().type(), grant.resource().id(), grant.resourceName()),
                    grant.through(),
                    grant.told().atFirstLook() ? null : grant.told().at(),
                    grant.told().revision(),
                    grant.told().feed(),
                    grant.told().record());
        }
    }

    /// @param state `active`, `invited` or `absent`
    /// @param kind  `human`, `service` or `unknown`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HolderJson(String id, String name, @Nullable String email, String state, String kind) {
        static HolderJson of(Grant.Holder holder) {
            return new HolderJson(holder.account().id(), holder.name(), holder.email(), holder.state(), holder.kind());
        }
    }

    /// @param value the raw value: `limited_user`
    /// @param title as the application's own pages name it: `Responder`
    record LevelJson(String value, String title, boolean privileged) {}

    record HeldOnJson(String type, String id, String name) {}

    @GetMapping("/api/v1/tenants/{tenant}/grants")
    @CostlyQuestion
    @Parameter(in = ParameterIn.QUERY, name = "q")
    @Parameter(in = ParameterIn.QUERY, name = "integration")
    @Parameter(in = ParameterIn.QUERY, name = "application")
    @Parameter(in = ParameterIn.QUERY, name = "level")
    @Parameter(in = ParameterIn.QUERY, name = "title")
    @Parameter(in = ParameterIn.QUERY, name = "privileged", schema = @Schema(allowableValues = {"yes", "no"}))
    @Parameter(in = ParameterIn.QUERY, name = "meaning", schema = @Schema(allowableValues = {"known", "unknown"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "part",
            schema = @Schema(allowableValues = {"whole", "group", "duty", "seat", "object"}))
    @Parameter(in = ParameterIn.QUERY, name = "type")
    @Parameter(in = ParameterIn.QUERY, name = "group")
    @Parameter(in = ParameterIn.QUERY, name = "email")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "state",
            schema = @Schema(allowableValues = {"active", "invited", "absent"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "kind",
            schema = @Schema(allowableValues = {"human", "service", "unknown"}))
    @Parameter(in = ParameterIn.QUERY, name = "since", schema = @Schema(format = "date"))
    @Parameter(in = ParameterIn.QUERY, name = "person", schema = @Schema(allowableValues = {"known", "unknown"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "sort",
            schema =
                    @Schema(
                            allowableValues = {
                                "person",
                                "-person",
                                "integration",
                                "-integration",
                                "access",
                                "-access",
                                "resource",
                                "-resource",
                                "type",
                                "-type",
                                "since",
                                "-since",
                                "state",
                                "-state",
                                "kind",
                                "-kind"
                            }))
    @Parameter(in = ParameterIn.QUERY, name = "asOf")
    @Parameter(in = ParameterIn.QUERY, name = "after")
    @Parameter(in = ParameterIn.QUERY, name = "limit")
    GrantsJson list(TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> asked) {
        AccessFilter filter = AccessFilter.parse(asked, "limit");
        GrantOrder order = GrantOrder.parse(AccessFilter.first(asked, "sort"));
        int limit = Limit.parse(AccessFilter.first(asked, "limit")).rows();
        PeopleWalk walk =
                Grants.walk(filter, order, AccessFilter.first(asked, "asOf"), AccessFilter.first(asked, "after"));
        return people.read(
                access,
                walk.asOf(),
                state -> json(state, grants.counted(scopes.of(state, filter)), order, walk, limit));
    }

    private GrantsJson json(PeopleState state, CountedScope found, GrantOrder order, PeopleWalk walk, int limit) {
        Slice<Grant> slice = grants.slice(found, order, walk, limit);
        Counted counted = found.counted();
        return new GrantsJson(
                slice.rows().stream().map(GrantJson::of).toList(),
                slice.next() == null ? null : slice.next().text(),
                counted.grants(),
                counted.more(),
                state.at(),
                state.applications().stream().map(RevisionJson::of).toList());
    }
}
