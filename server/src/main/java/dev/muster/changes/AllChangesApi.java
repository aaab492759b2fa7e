package dev.muster.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.changes.ChangesApi.ChangeJson;
import dev.muster.changes.ChangesApi.CountJson;
import dev.muster.changes.Comparison.Lacking;
import dev.muster.difference.Change;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting.Count;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleWalk;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changed in all applications of a tenant between two days, over REST.
@RestController
@Does(Action.SEE)
class AllChangesApi {
    private static final String LIMIT = "limit";

    private final AllChanges changes;
    private final Lacks lacks;
    private final Catalogue catalogue;

    AllChangesApi(AllChanges changes, Lacks lacks, Catalogue catalogue) {
        this.changes = changes;
        this.lacks = lacks;
        this.catalogue = catalogue;
    }

    /// One page of what changed.
    ///
    /// @param from      the day, as it ended in the time zone of each integration, or the time that it begins with
    /// @param to        the moment that it ends with
    /// @param counts    how much was granted (or came), was removed, and says something else, of what the
    ///                  filters let through, whatever `kind` asks for
    /// @param items     newest first
    /// @param next      what the next call sends as `after`, to go on in the same revisions; none at the end
    /// @param revisions what is compared of each integration
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AllChangesJson(
            String from,
            Instant to,
            CountJson counts,
            List<IntegrationChangeJson> items,
            @Nullable String next,
            List<ComparedJson> revisions) {
        AllChangesJson {
            items = List.copyOf(items);
            revisions = List.copyOf(revisions);
        }
    }

    record IntegrationChangeJson(
            UUID integration,
            String application,
            @JsonUnwrapped ChangeJson change) {}

    /// @param from    the earlier revision: the first one that is kept where that is younger than what was asked for
    /// @param notRead what was not read at one of the ends, as sentences
    record ComparedJson(
            UUID integration, int from, Instant fromPublishedAt, int to, Instant toPublishedAt, List<String> notRead) {
        ComparedJson {
            notRead = List.copyOf(notRead);
        }

        static ComparedJson of(Difference difference, List<Lacking> lacking) {
            Revision earlier = difference.earlier();
            Revision later = difference.later();
            return new ComparedJson(
                    later.integration().id().value(),
                    earlier.number(),
                    earlier.published(),
                    later.number(),
                    later.published(),
                    lacking.stream().flatMap(end -> end.sentences().stream()).toList());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/changes")
    @CostlyQuestion
    @Parameter(in = ParameterIn.QUERY, name = "from")
    @Parameter(in = ParameterIn.QUERY, name = "to")
    @Parameter(in = ParameterIn.QUERY, name = "q")
    @Parameter(in = ParameterIn.QUERY, name = "integration")
    @Parameter(in = ParameterIn.QUERY, name = "application")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "what",
            schema = @Schema(allowableValues = {"accounts", "grants", "links", "resources"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "kind",
            schema = @Schema(allowableValues = {"granted", "removed", "changed"}))
    @Parameter(in = ParameterIn.QUERY, name = "level")
    @Parameter(in = ParameterIn.QUERY, name = "title")
    @Parameter(in = ParameterIn.QUERY, name = "privileged", schema = @Schema(allowableValues = {"yes", "no"}))
    @Parameter(in = ParameterIn.QUERY, name = "type")
    @Parameter(in = ParameterIn.QUERY, name = "after")
    @Parameter(in = ParameterIn.QUERY, name = "limit")
    AllChangesJson list(
            TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> asked) {
        AllChangesFilter filter = AllChangesFilter.parse(asked, LIMIT);
        int limit = Limit.parse(asked.getFirst(LIMIT)).rows();
        PeopleWalk walk = filter.walk(asked.getFirst("after"), Changes.COLUMNS);
        return changes.read(access, filter, walk, span -> json(span, walk, limit));
    }

    private AllChangesJson json(Span span, PeopleWalk walk, int limit) {
        Slice<Change> slice = changes.slice(span, walk, limit);
        Count count = span.count();
        Map<IntegrationId, Boolean> recorded = new HashMap<>();
        return new AllChangesJson(
                span.begin(),
                span.state().at(),
                new CountJson(count.added(), count.removed(), count.changed()),
                slice.rows().stream()
                        .map(change -> item(span, change, recorded))
                        .toList(),
                slice.next() == null ? null : slice.next().text(),
                span.differences().stream()
                        .map(difference -> ComparedJson.of(difference, lacks.of(difference)))
                        .toList());
    }

    private IntegrationChangeJson item(Span span, Change change, Map<IntegrationId, Boolean> recorded) {
        Integration integration = change.integration();
        boolean isRecorded =
                recorded.computeIfAbsent(integration.id(), id -> changes.areRecorded(span.difference(integration)));
        var words = new ChangeWords(catalogue.describe(integration));
        return new IntegrationChangeJson(
                integration.id().value(),
                integration.application(),
                ChangesApi.json(change, words, isRecorded ? "not in " + words.trail() : null));
    }
}
