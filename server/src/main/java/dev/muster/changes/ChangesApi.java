package dev.muster.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Changes;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.rights.Unread;
import dev.muster.rights.UnreadData;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What changed between two revisions of an integration, over REST.
@RestController
@Does(Action.SEE)
class ChangesApi {
    private final KnownResources known;
    private final Catalogue catalogue;
    private final Changes changes;
    private final UnreadData unread;

    ChangesApi(KnownResources known, Catalogue catalogue, Changes changes, UnreadData unread) {
        this.known = known;
        this.catalogue = catalogue;
        this.changes = changes;
        this.unread = unread;
    }

    /// One page of what changed.
    ///
    /// @param from   what it begins with
    /// @param to     what it ends with
    /// @param counts how much changed in all, whatever the filters, by `accounts`, `resources`, `grants` and
    ///               `links`
    /// @param items  newest first
    /// @param next   what the next call sends as `after`, to go on in the same revisions; none at the end
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangesJson(
            EdgeJson from,
            EdgeJson to,
            Map<String, CountJson> counts,
            List<ChangeJson> items,
            @Nullable String next) {
        ChangesJson {
            counts = Map.copyOf(counts);
            items = List.copyOf(items);
        }
    }

    /// One end of the difference.
    ///
    /// @param revision    its number; 0 before anything was published
    /// @param publishedAt none before anything was published
    /// @param notRead     what was not read then, as sentences: nothing is said of it but what was known before
    record EdgeJson(int revision, @Nullable Instant publishedAt, List<String> notRead) {
        EdgeJson {
            notRead = List.copyOf(notRead);
        }

        static EdgeJson of(Revision revision, Stream<String> notRead) {
            return new EdgeJson(revision.number(), revision.publishedAt(), notRead.toList());
        }
    }

    /// How much was granted (or came), was removed, and says something else.
    record CountJson(long granted, long removed, long changed) {}

    /// @param revision   the revision that saw it
    /// @param what       `accounts`, `resources`, `grants` or `links`
    /// @param kind       `granted`, `removed` or `changed`
    /// @param subject    the account, the resource, who holds the grant, or where the link begins
    /// @param object     what the grant is held on, or where the link ends; none otherwise
    /// @param relation   of a link; none otherwise
    /// @param before     what was said; none of what came
    /// @param after      what is said; none of what went
    /// @param record     the entry of the application's audit records that fits; none where none does
    /// @param unrecorded says that it is not in the application's audit records, where those are read
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeJson(
            int revision,
            Instant seenAt,
            String what,
            String kind,
            NamedJson subject,
            @Nullable NamedJson object,
            @Nullable String relation,
            @Nullable ContentJson before,
            @Nullable ContentJson after,
            @Nullable RecordJson record,
            @Nullable String unrecorded) {}

    record NamedJson(String type, String id, String name) {
        static @Nullable NamedJson of(@Nullable Named named) {
            return named == null
                    ? null
                    : new NamedJson(named.key().type(), named.key().id(), named.name());
        }
    }

    /// @param fields     `value` and `through` of a grant, `name`, `email`, `kind` and `state` of an account,
    ///                   `name` of a resource
    /// @param title      of the level of a grant; none otherwise
    /// @param privileged of the level of a grant; none otherwise
    /// @param attributes further facts
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ContentJson(
            Map<String, String> fields,
            @Nullable String title,
            @Nullable Boolean privileged,
            Map<String, String> attributes) {
        ContentJson {
            fields = Map.copyOf(fields);
            attributes = Map.copyOf(attributes);
        }

        static @Nullable ContentJson of(@Nullable Content content, @Nullable Level level) {
            return content == null
                    ? null
                    : new ContentJson(
                            content.fields(),
                            level == null ? null : level.title(),
                            level == null ? null : level.privileged(),
                            content.attributes());
        }
    }

    /// @param at  when it was done
    /// @param by  who did it; none when the application does not tell
    /// @param how by what means, as the application words it: `browser`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecordJson(
            String id, Instant at, String action, @Nullable NamedJson by, String how, Map<String, String> attributes) {
        RecordJson {
            attributes = Map.copyOf(attributes);
        }

        static @Nullable RecordJson of(@Nullable ByRecord record) {
            return record == null
                    ? null
                    : new RecordJson(
                            record.id(),
                            record.at(),
                            record.action(),
                            NamedJson.of(record.by()),
                            record.how(),
                            record.attributes());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/changes")
    @CostlyQuestion
    ChangesJson list(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String kind) {
        var filter = new ChangeFilter(from, to, what, kind);
        Walk walk = filter.walk(after);
        int most = Limit.parse(limit).rows();
        return known.compare(access, id, filter.begin(), walk.asOf(), (current, difference) -> {
            Description application = catalogue.describe(current.integration());
            Slice<Change> page =
                    walk.through(difference.later(), changes.slice(difference, filter.wanted(), walk.after(), most));
            String missing = changes.areRecorded(difference) ? "not in " + new ChangeWords(application).trail() : null;
            Unread earlier = unread.of(difference.earlier(), application);
            Unread later = unread.of(difference.later(), application);
            return new ChangesJson(
                    EdgeJson.of(difference.earlier(), earlier.sentences(application, later)),
                    EdgeJson.of(difference.later(), later.sentences(application, earlier)),
                    counts(difference),
                    page.rows().stream()
                            .map(change -> json(change, new ChangeWords(application), missing))
                            .toList(),
                    page.next() == null ? null : page.next().text());
        });
    }

    private Map<String, CountJson> counts(Difference difference) {
        Map<String, CountJson> counts = new TreeMap<>();
        changes.counts(difference)
                .forEach((kind, count) -> counts.put(
                        ChangeFilter.what(kind), new CountJson(count.added(), count.removed(), count.changed())));
        return counts;
    }

    static ChangeJson json(Change change, ChangeWords words, @Nullable String missing) {
        return new ChangeJson(
                change.revision(),
                change.seenAt(),
                ChangeFilter.what(change.kind()),
                change.way().id(),
                new NamedJson(
                        change.subject().key().type(),
                        change.subject().key().id(),
                        change.subject().name()),
                NamedJson.of(change.object()),
                change.relation().isEmpty() ? null : change.relation(),
                ContentJson.of(change.before(), words.level(change, change.before())),
                ContentJson.of(change.after(), words.level(change, change.after())),
                RecordJson.of(change.record()),
                change.record() == null ? missing : null);
    }
}
