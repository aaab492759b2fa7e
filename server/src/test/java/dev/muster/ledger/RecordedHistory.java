package dev.muster.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedIntegration;
import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Key;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting.Count;
import dev.muster.difference.Wanted;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.RightChange;
import dev.muster.rights.RightChanges;
import dev.muster.rights.RightChanges.Compared;
import dev.muster.rights.RightChanges.Ends;
import dev.muster.rights.Rulebooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// What was current right after each revision of an integration was published, read past the product, and what the
/// product said then; compared with what it says of that revision later.
final class RecordedHistory {
    private static final String CURRENT = """
            select 'account' as kind, type as subject_type, external_id as subject_id, '' as object_type, '' as object_id,
                   '' as relation,
                   jsonb_strip_nulls(jsonb_build_object('name', name, 'email', email, 'kind', kind, 'state', state)) as fields,
                   attributes
              from account where integration_id = :id and to_revision is null
            union all
            select 'resource', type, external_id, '', '', '', jsonb_build_object('name', name), attributes
              from resource where integration_id = :id and to_revision is null
            union all
            select 'grant', account_type, account_id, resource_type, resource_id, '',
                   jsonb_build_object('value', value, 'through', through), attributes
              from access_grant where integration_id = :id and to_revision is null
            union all
            select 'link', from_type, from_id, to_type, to_id, relation, '{}', attributes
              from link where integration_id = :id and to_revision is null
            """;
    private static final String UNREAD_NOW = """
            select concat_ws(' ', feed, type, id, name, since) from unread_fact
             where integration_id = :id and to_revision is null
             order by 1
            """;
    private static final String UNREAD_THEN = """
            select concat_ws(' ', feed, type, id, name, since) from unread_fact
             where integration_id = :id and holds(from_revision, to_revision, :revision, false)
             order by 1
            """;
    /// Feeds of the newest revision whose certificate has another digest than what is published of them.
    private static final String WRONG_DIGESTS = """
            with published as (
                select feed, sha256(convert_to(jsonb_build_array('account', type, external_id)::text, 'UTF8')) || digest
                             as digest
                  from account where integration_id = :id and to_revision is null
                union all
                select feed, sha256(convert_to(jsonb_build_array('resource', type, external_id)::text, 'UTF8')) || digest
                  from resource where integration_id = :id and to_revision is null
                union all
                select feed, sha256(convert_to(jsonb_build_array('grant', account_type, account_id, resource_type,
                                               resource_id, value, through, attributes)::text, 'UTF8'))
                  from access_grant where integration_id = :id and to_revision is null
                union all
                select feed, sha256(convert_to(jsonb_build_array('link', from_type, from_id, relation, to_type, to_id,
                                               attributes)::text, 'UTF8'))
                  from link where integration_id = :id and to_revision is null
            ), digest as (
                select feed, encode(sha256(string_agg(digest, ''::bytea order by digest)), 'hex') as digest
                  from published
                 group by feed
            )
            select f.feed
              from sync_feed f
              join (select run from revision where integration_id = :id order by number desc limit 1) newest
                on newest.run = f.run
              left join digest d on d.feed = f.feed
             where f.integration_id = :id and f.digest is not null and not f.has_trail
               and f.digest is distinct from d.digest
            """;
    private static final int ODD_PAGE = 7;
    private static final int ALL = 10_000;

    private final WatchedIntegration watched;
    private final List<String> questions;
    private final TenantId tenant;
    private final Integration integration;
    private final TenantTransactions transactions;
    private final Ledger ledger;
    private final Changes changes;
    private final Folding folding;
    private final AccountFinder accounts;
    private final Rulebooks rulebooks;
    private final RightChanges rightChanges;
    private final NavigableMap<Integer, Moment> moments = new TreeMap<>();

    /// @param questions addresses below that of the integration, whose answers are compared
    RecordedHistory(ApplicationContext server, WatchedIntegration watched, List<String> questions) {
        this.watched = watched;
        this.questions = questions;
        this.tenant = watched.tenant().tenant().id();
        this.transactions = server.getBean(TenantTransactions.class);
        this.ledger = server.getBean(Ledger.class);
        this.changes = server.getBean(Changes.class);
        this.folding = server.getBean(Folding.class);
        this.accounts = server.getBean(AccountFinder.class);
        this.rulebooks = server.getBean(Rulebooks.class);
        this.rightChanges = server.getBean(RightChanges.class);
        this.integration = transactions.read(
                tenant,
                () -> server.getBean(Integrations.class)
                        .get(tenant, new IntegrationId(watched.id()))
                        .integration());
    }

    private record Moment(Map<String, String> facts, List<String> unread, Map<String, String> answers) {}

    /// Looks at the newest revision, unless it is known already.
    void record() {
        moments.computeIfAbsent(
                watched.revision(), newest -> new Moment(current(), unread(UNREAD_NOW, newest), answers("")));
        assertThat(watched.database()
                        .sql(WRONG_DIGESTS)
                        .param("id", watched.id())
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    /// Revisions that were seen.
    int size() {
        return moments.size();
    }

    /// Folds the oldest revisions that were seen, so many of them, and looks at what that did to all others:
    /// nothing.
    void fold(int revisions) {
        int kept = List.copyOf(moments.keySet()).get(revisions);
        NavigableMap<Integer, Moment> later = new TreeMap<>(moments.tailMap(kept, true));
        Map<String, Object> before = answersOfKept(kept);

        folding.fold(tenant, integration, publishedAt(kept));

        assertThat(answersOfKept(kept)).isEqualTo(before);
        moments.headMap(kept, false)
                .keySet()
                .forEach(gone -> assertThat(watched.api()
                                .get("%s/accounts?asOf=%d".formatted(watched.path(), gone))
                                .status())
                        .isEqualTo(404));
        assertThat(ended(kept)).isZero();
        moments.clear();
        moments.putAll(later);
        isToldAsItWas();
    }

    /// All that tells of revisions from `kept` on: differences, and since when things are known.
    private Map<String, Object> answersOfKept(int kept) {
        Map<String, Object> answers = new TreeMap<>();
        Set<Integer> later = moments.tailMap(kept, true).keySet();
        later.forEach(from -> comparedWith(from)
                .forEach(to -> answers.put(
                        "from %d to %d".formatted(from, to), transactions.read(tenant, () -> walk(from, to, false)))));
        later.forEach(revision -> answers.put("since as of %d".formatted(revision), since(revision)));
        return answers;
    }

    private Map<String, Instant> since(int number) {
        return ledger.read(tenant, integration, new AsOf.Number(number), revision -> {
            Map<String, Instant> since = new TreeMap<>();
            watched.api()
                    .get("%s/accounts?limit=500&asOf=%d".formatted(watched.path(), number))
                    .json()
                    .get("items")
                    .forEach(account -> since.put(
                            account.get("id").asString(),
                            accounts.get(revision, account.get("id").asString()).since()));
            return since;
        });
    }

    private Instant publishedAt(int revision) {
        return ledger.read(tenant, integration, new AsOf.Number(revision), Revision::published);
    }

    /// Facts that no revision from `kept` on shows.
    private long ended(int kept) {
        return watched.database()
                .sql("""
                        select count(*)
                          from (select to_revision from account where integration_id = :id
                                union all select to_revision from resource where integration_id = :id
                                union all select to_revision from access_grant where integration_id = :id
                                union all select to_revision from link where integration_id = :id
                                union all select to_revision from unread_fact where integration_id = :id) fact
                         where to_revision <= :kept
                        """)
                .param("id", watched.id())
                .param("kept", kept)
                .query(Long.class)
                .single();
    }

    /// Everything that can be asked of a revision is what it was when that was the newest.
    void isToldAsItWas() {
        moments.forEach((revision, moment) -> {
            assertThat(answers(String.valueOf(revision)))
                    .as("as of %d", revision)
                    .isEqualTo(moment.answers());
            assertThat(unread(UNREAD_THEN, revision))
                    .as("unread as of %d", revision)
                    .isEqualTo(moment.unread());
        });
    }

    /// From each revision the differences lead to itself, to the next and to the newest, and from the first to each.
    /// To the newest they are read as a list is walked, and of each kind alone; to the others at once, since each
    /// statement takes the database a while to plan.
    void differencesLeadFromEachToOthers() {
        moments.forEach((earlier, from) -> comparedWith(earlier).forEach(later -> {
            boolean closely = later.equals(moments.lastKey());
            List<Change> walked = transactions.read(tenant, () -> walk(earlier, later, closely));
            Map<String, String> facts = new TreeMap<>(from.facts());
            walked.reversed().forEach(change -> apply(change, facts));
            assertThat(facts)
                    .as("from %d to %d by %s", earlier, later, walked)
                    .isEqualTo(Objects.requireNonNull(moments.get(later)).facts());
        }));
    }

    /// Itself, the next and the newest; of the first revision all.
    private Set<Integer> comparedWith(int revision) {
        if (revision == moments.firstKey()) {
            return moments.keySet();
        }
        Set<Integer> compared = nextAndNewest(revision);
        compared.add(revision);
        return compared;
    }

    /// Of the newest itself.
    private Set<Integer> nextAndNewest(int revision) {
        return new TreeSet<>(
                List.of(Objects.requireNonNullElse(moments.higherKey(revision), revision), moments.lastKey()));
    }

    /// What accounts could do at each revision, and what the product says that they gained, lost, and that nobody
    /// can tell any more, lead from each to the next and to the newest.
    void rightsLeadFromEachToEach() {
        Map<Integer, Map<String, Set<String>>> told = new TreeMap<>();
        moments.keySet().forEach(revision -> told.put(revision, rights(revision)));
        told.forEach((earlier, from) -> nextAndNewest(earlier).forEach(later -> {
            Map<String, Set<String>> rights = new TreeMap<>();
            from.forEach((subject, held) -> rights.put(subject, new TreeSet<>(held)));
            List<RightChange> walked = walkRights(earlier, later, null, ODD_PAGE);
            walked.forEach(change -> apply(change, rights));
            rights.values().removeIf(Set::isEmpty);
            assertThat(rights).as("from %d to %d", earlier, later).isEqualTo(told.get(later));
            for (Way way : Way.values()) {
                assertThat(walkRights(earlier, later, way, ALL)).isSubsetOf(walked);
            }
        }));
    }

    /// `P1 on team T1` to `VIEW`, `EDIT?`; who can do nothing is left out.
    private Map<String, Set<String>> rights(int revision) {
        Map<String, Set<String>> rights = new TreeMap<>();
        watched.api()
                .get("%s/accounts?limit=500&asOf=%d".formatted(watched.path(), revision))
                .json()
                .get("items")
                .forEach(account -> watched.api()
                        .get("%s/accounts/%s/access?limit=500&asOf=%d"
                                .formatted(watched.path(), account.get("id").asString(), revision))
                        .json()
                        .get("items")
                        .forEach(item -> {
                            Set<String> held = new TreeSet<>();
                            item.get("rights").forEach(right -> held.add(right.asString()));
                            item.get("open").forEach(right -> held.add(right.asString() + "?"));
                            if (!held.isEmpty()) {
                                rights.put(
                                        "%s on %s %s"
                                                .formatted(
                                                        account.get("id").asString(),
                                                        item.get("type").asString(),
                                                        item.get("id").asString()),
                                        held);
                            }
                        }));
        return rights;
    }

    private static void apply(RightChange change, Map<String, Set<String>> rights) {
        Set<String> held = rights.computeIfAbsent(
                "%s on %s %s"
                        .formatted(
                                change.account().key().id(),
                                change.resource().key().type(),
                                change.resource().key().id()),
                any -> new TreeSet<>());
        change.lost()
                .forEach(right -> assertThat(held.remove(right.id()))
                        .as(change.toString())
                        .isTrue());
        change.gained()
                .forEach(right ->
                        assertThat(held.add(right.id())).as(change.toString()).isTrue());
        change.unsure().forEach(right -> {
            held.remove(right.id());
            held.add(right.id() + "?");
        });
        Stream.of(change.nowHeld(), change.nowNotHeld())
                .flatMap(List::stream)
                .forEach(right -> assertThat(held.remove(right.id() + "?"))
                        .as(change.toString())
                        .isTrue());
        change.nowHeld().forEach(right -> held.add(right.id()));
    }

    private List<RightChange> walkRights(int earlier, int later, @Nullable Way way, int limit) {
        return transactions.read(tenant, () -> {
            Difference difference =
                    ledger.difference(tenant, integration, new AsOf.Number(earlier), new AsOf.Number(later));
            var ends = new Ends(
                    difference,
                    rulebooks.of(difference.earlier()).orElseThrow(),
                    rulebooks.of(difference.later()).orElseThrow());
            List<RightChange> all = new ArrayList<>();
            Cursor after = null;
            do {
                Compared page = rightChanges.page(ends, way, "", after, limit);
                assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
                all.addAll(page.rows());
                after = page.next();
            } while (after != null);
            assertThat(all).doesNotHaveDuplicates();
            return all;
        });
    }

    private List<Change> walk(int earlier, int later, boolean closely) {
        Difference difference =
                ledger.difference(tenant, integration, new AsOf.Number(earlier), new AsOf.Number(later));
        List<Change> all = new ArrayList<>();
        Cursor after = null;
        do {
            Slice<Change> slice = changes.slice(difference, Wanted.ALL, after, closely ? ODD_PAGE : ALL);
            assertThat(Changes.before(after)).isEqualTo(all.size());
            all.addAll(slice.rows());
            after = slice.next();
        } while (after != null);
        Map<Kind, Count> counted = new EnumMap<>(Kind.class);
        all.forEach(change -> counted.merge(
                change.kind(),
                new Count(
                        change.before() == null ? 1 : 0,
                        change.after() == null ? 1 : 0,
                        change.before() != null && change.after() != null ? 1 : 0),
                (one, more) -> new Count(
                        one.added() + more.added(), one.removed() + more.removed(), one.changed() + more.changed())));
        assertThat(changes.counts(difference)).isEqualTo(counted);
        for (Kind kind : closely ? Kind.values() : new Kind[0]) {
            assertThat(changes.slice(difference, new Wanted(kind, null), null, ALL)
                            .rows())
                    .isEqualTo(all.stream().filter(it -> it.kind() == kind).toList());
        }
        for (Way way : closely ? Way.values() : new Way[0]) {
            assertThat(changes.slice(difference, new Wanted(null, way), null, ALL)
                            .rows())
                    .isEqualTo(all.stream().filter(it -> it.way() == way).toList());
        }
        assertThat(all).isSortedAccordingTo((one, next) -> next.revision() - one.revision());
        return all;
    }

    private static void apply(Change change, Map<String, String> facts) {
        Content before = change.before();
        if (before != null) {
            assertThat(facts.remove(key(change, before))).as(change.toString()).isEqualTo(content(change, before));
        }
        Content after = change.after();
        if (after != null) {
            assertThat(facts.put(key(change, after), content(change, after)))
                    .as(change.toString())
                    .isNull();
        }
        assertThat(before).as(change.toString()).isNotEqualTo(after);
    }

    private static String key(Change change, Content content) {
        Named object = change.object();
        return key(
                change.kind(),
                change.subject().key(),
                object == null ? null : object.key(),
                change.relation(),
                content);
    }

    private static String content(Change change, Content content) {
        return content(change.kind(), content);
    }

    private static String key(Kind kind, Key subject, @Nullable Key object, String relation, Content content) {
        return "%s %s %s %s %s"
                .formatted(kind, subject, object, relation, kind == Kind.GRANT ? new TreeMap<>(content.fields()) : "");
    }

    private static String content(Kind kind, Content content) {
        return (kind == Kind.GRANT ? "" : new TreeMap<>(content.fields())) + " " + new TreeMap<>(content.attributes());
    }

    private Map<String, String> current() {
        Map<String, String> facts = new TreeMap<>();
        watched.database().sql(CURRENT).param("id", watched.id()).query(row -> {
            Kind kind = Kind.of(row.getString("kind"));
            var content = new Content(
                    Attributes.parse(row.getString("fields")), Attributes.parse(row.getString("attributes")));
            String object = row.getString("object_id");
            facts.put(
                    key(
                            kind,
                            new Key(row.getString("subject_type"), row.getString("subject_id")),
                            object.isEmpty() ? null : new Key(row.getString("object_type"), object),
                            row.getString("relation"),
                            content),
                    content(kind, content));
        });
        return facts;
    }

    private List<String> unread(String sql, int revision) {
        return watched.database()
                .sql(sql)
                .param("id", watched.id())
                .param("revision", revision)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private Map<String, String> answers(String asOf) {
        Map<String, String> answers = new LinkedHashMap<>();
        questions.forEach(question -> answers.put(
                question,
                watched.api()
                        .get("%s%s?limit=500&asOf=%s".formatted(watched.path(), question, asOf))
                        .json()
                        .toString()));
        return answers;
    }
}
