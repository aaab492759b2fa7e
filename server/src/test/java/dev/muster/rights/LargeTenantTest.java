package dev.muster.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.Cursor;
import dev.muster.api.NameOrder;
import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.pagerduty.rules.Rights;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceAccess.Wanted;
import dev.muster.rights.Resources.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for many accounts: every way to an answer leads to the same, and none reads a whole table of facts.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeTenantTest {
    private static final Key SERVICE = new Key("service", "S7");
    private static final int ROWS = 37;

    @Autowired
    private ApplicationContext server;

    private LargeTenant large;
    private TenantTransactions transactions;
    private JdbcClient db;

    @BeforeAll
    void fill(@Autowired FreshDatabase database) {
        transactions = server.getBean(TenantTransactions.class);
        db = server.getBean(JdbcClient.class);
        large = LargeTenant.in(database);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_filter_lets_through_whom_the_decisions_let_through(boolean newest) {
        Revision revision = newest ? large.newest() : large.past();
        var question = new Asked(revision);
        List<ByAccount> everybody = question.walk(new Wanted(new SearchText(""), RightFilter.ALL));
        assertThat(everybody)
                .hasSize(800)
                .isSortedAccordingTo((a, b) -> a.name().compareToIgnoreCase(b.name()));
        for (String search : List.of("", "a1")) {
            for (RightFilter filter : filters()) {
                List<ByAccount> expected = everybody.stream()
                        .filter(row -> filter.admits(row.decision()))
                        .filter(row -> Stream.of(
                                        row.name(),
                                        Objects.requireNonNull(row.email()),
                                        row.account().id())
                                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search)))
                        .toList();

                assertThat(question.walk(new Wanted(new SearchText(search), filter)))
                        .as("%s, right %s, search %s", revision.number(), filter.value(), search)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<RightFilter> filters() {
        return Stream.concat(
                        Stream.of(RightFilter.ALL.value(), RightFilter.UNKNOWN),
                        Rights.ALL.stream().map(Right::id))
                .map(RightFilter::new)
                .toList();
    }

    /// A question about the service, as pages ask it.
    private final class Asked {
        private final ResourceAccess access = server.getBean(ResourceAccess.class);
        private final Revision revision;
        private final Rulebook book;
        private final AccountClasses classes;

        Asked(Revision revision) {
            this.revision = revision;
            this.book = server.getBean(Rulebooks.class).of(revision).orElseThrow();
            Found service = server.getBean(Resources.class)
                    .find(revision, SERVICE, book.rules())
                    .orElseThrow();
            this.classes = access.classes(revision, book, service);
        }

        /// All pages, each of which says rightly where it lies.
        List<ByAccount> walk(Wanted wanted) {
            return walked((after, rows) -> {
                Stretch<ByAccount> page = access.stretch(revision, book, classes, wanted, after, rows);
                assertThat(access.slice(revision, book, classes, wanted, after, rows))
                        .isEqualTo(page.slice());
                return page;
            });
        }
    }

    private static <T> List<T> walked(BiFunction<@Nullable Cursor, Integer, Stretch<T>> list) {
        List<T> all = new ArrayList<>();
        List<Cursor> begins = new ArrayList<>();
        Cursor after = null;
        do {
            Stretch<T> page = list.apply(after, ROWS);
            assertThat(page.before()).isEqualTo(all.size());
            assertThat(page.previous()).isEqualTo(begins.size() < 2 ? null : begins.get(begins.size() - 2));
            all.addAll(page.rows());
            after = page.next();
            begins.add(after);
            assertThat(page.found()).isGreaterThanOrEqualTo(all.size());
            if (after == null) {
                assertThat(page.found()).isEqualTo(all.size());
            }
        } while (after != null);
        return all;
    }

    /// P1 is an Administrator in two teams, P50 in two teams without a base role, P801 nobody at all.
    @ParameterizedTest
    @CsvSource({"true, P1", "false, P1", "true, P50", "false, P49", "true, P801"})
    void every_filter_lets_through_the_resources_that_the_decisions_let_through(boolean newest, String account) {
        var reach = new Reach(newest ? large.newest() : large.past(), new Key("user", account));
        List<OnResource> everything = reach.walk("", RightFilter.ALL);
        assertThat(everything).hasSize(151).isEqualTo(reach.access.all(reach.asker));
        for (String search : List.of("", "7")) {
            for (RightFilter filter : filters()) {
                List<OnResource> expected = everything.stream()
                        .filter(row -> filter.admits(row.decision()))
                        .filter(row -> row.name().contains(search)
                                || row.resource().id().contains(search))
                        .toList();

                assertThat(reach.walk(search, filter))
                        .as("right %s, search %s", filter.value(), search)
                        .isEqualTo(expected);
            }
        }
        Verdicts verdicts = reach.classes.verdicts();
        assertThat(verdicts.all()).isEqualTo(151);
        for (Right right : Rights.ALL) {
            assertThat(verdicts.able(right))
                    .isEqualTo(everything.stream()
                            .filter(row -> row.decision().rights().contains(right))
                            .count());
        }
    }

    /// What one account can do, as pages ask it.
    private final class Reach {
        private final AccountAccess access = server.getBean(AccountAccess.class);
        private final Asker asker;
        private final ResourceClasses classes;

        Reach(Revision revision, Key account) {
            Rulebook book = server.getBean(Rulebooks.class).of(revision).orElseThrow();
            Levels levels =
                    Holdings.levels(book.rules(), server.getBean(Holdings.class).of(revision, account));
            this.asker = new Asker(revision, book, account, levels);
            this.classes = server.getBean(AccountVerdicts.class).of(revision, book, account, levels);
        }

        /// All pages, each of which says rightly where it lies.
        List<OnResource> walk(String search, RightFilter right) {
            var wanted = new AccountAccess.Wanted(
                    new SearchText(search), asker.book().types(), right);
            return walked((after, rows) -> access.stretch(asker, classes, wanted, after, rows));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "difference.Changes, COUNTS",
        "explorer.Accounts, PAGE",
        "explorer.Accounts, PAGE_COUNTED",
        "explorer.Accounts, FOUND",
        "explorer.Accounts, PAGE_BEFORE",
        "explorer.AccountTallies, TALLIES",
        "explorer.Accounts, GROUPS",
        "explorer.ResourceList, PAGE",
        "explorer.ResourceList, FOUND",
        "explorer.ResourceList, PAGE_BEFORE",
        "explorer.ResourceList, TYPES",
        "resource.Duties, OF_ACCOUNTS",
        "resource.Duties, ON_DUTIES",
        "resource.HolderList, LEVELS",
        "resource.HolderList, PAGE",
        "resource.HolderList, PAGE_BEFORE",
        "resource.LastOnCall, OF_ACCOUNTS",
        "resource.WayLinks, LINKS",
        "rights.BaseLevels, COUNT",
        "rights.ResourceHolders, APART",
        "rights.ResourceAccess, PAGE",
        "rights.ResourceAccess, PAGE_OF_FEW",
        "rights.ResourceAccess, PAGE_BEFORE",
        "rights.ResourceAccess, FOUND",
        "rights.AccountVerdicts, CLASSES",
        "rights.AccountVerdicts, NEAR",
        "rights.AccountAccess, PAGE_OF_ALL",
        "rights.AccountAccess, PAGE_OF_SOME",
        "rights.AccountAccess, PAGE_BEFORE_OF_ALL",
        "rights.AccountAccess, FOUND_OF_SOME",
        "rights.Holdings, OF_ACCOUNT",
        "rights.Holdings, OF_ACCOUNTS",
        "rights.AccountFinder, ONE",
        "rights.RightCandidates, EVERYBODY",
        "rights.RightCandidates, CANDIDATES",
        "rights.Resources, ONE"
    })
    void no_busy_statement_reads_a_whole_table_of_facts(String room, String name) throws ReflectiveOperationException {
        var field = Class.forName("dev.muster." + room).getDeclaredField(name);
        field.setAccessible(true);
        for (String statement : ways(name, (String) field.get(null))) {
            for (Revision revision : List.of(large.newest(), large.past())) {
                for (String after : List.of("", "person 8")) {
                    String plan = plan(revision, statement, after);

                    assertThat(readWhole(JsonMapper.shared().readTree(plan)))
                            .as("of revision %d: %s", revision.number(), plan)
                            .isEmpty();
                }
            }
        }
    }

    /// A list by name has two.
    private static List<String> ways(String name, String statement) {
        if (!statement.contains("%2$s")) {
            return List.of(statement);
        }
        return Arrays.stream(NameOrder.values())
                .map(order -> name.equals("PAGE_BEFORE") ? order.leadingTo(statement) : order.following(statement))
                .toList();
    }

    @Test
    void reading_a_whole_table_would_be_seen() {
        String plan = transactions.read(large.tenant(), () -> {
            db.sql(
                            "select set_config('enable_' || path, 'off', true) from unnest(array['indexscan', 'indexonlyscan', 'bitmapscan']) path")
                    .query(String.class)
                    .list();
            return plan(large.newest(), "select count(*) from link l where l.tenant_id = :tenant", "");
        });

        assertThat(readWhole(JsonMapper.shared().readTree(plan))).containsExactly("link");
    }

    private String plan(Revision revision, String statement, String after) {
        return transactions.read(
                large.tenant(),
                () -> revision.statement(db, "explain (format json) " + statement)
                        .params(values(after))
                        .query(String.class)
                        .single());
    }

    /// For every name that a statement may have.
    private static Map<String, Object> values(String after) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "pattern",
                "",
                "role",
                "",
                "state",
                "",
                "type",
                "user",
                "owner",
                "",
                "afterName",
                after,
                "afterId",
                ""));
        values.put("first", after.isEmpty());
        values.putAll(Map.of(
                "afterType", "", "limit", 51, "back", 51, "group", "team", "owns", "owns", "wholeType", "account"));
        values.putAll(Map.of("whole", "account", "resourceType", "service", "resource", "S7"));
        values.putAll(Map.of("order", new String[] {"account", "team", "service"}));
        values.putAll(Map.of("types", new String[] {"team", "service"}, "classes", new String[] {"service"}));
        values.putAll(Map.of("nearTypes", new String[] {"team"}, "nearIds", new String[] {"T7"}));
        values.putAll(Map.of("apartTypes", new String[] {"team"}, "apartIds", new String[] {"T7"}));
        values.putAll(Map.of("admittedTypes", new String[] {"team"}, "admittedIds", new String[] {"T7"}));
        values.putAll(Map.of("accountType", "user", "account", "P7", "id", "P7"));
        values.putAll(Map.of("groups", new String[] {"team"}, "duties", new String[] {"schedule"}));
        values.putAll(Map.of("values", new String[] {"admin"}));
        values.putAll(Map.of("groupTypes", new String[] {"team"}, "groupIds", new String[] {"T7"}));
        values.putAll(Map.of("groupNumbers", new Integer[] {0}));
        values.putAll(Map.of("unreadTypes", new String[0], "unreadIds", new String[0]));
        values.putAll(Map.of("feeds", new String[] {"services"}));
        values.putAll(Map.of("ownerTypes", new String[] {"team", "team"}, "owners", new String[] {"T7", "T8"}));
        values.putAll(Map.of("accountTypes", new String[] {"user", "user"}, "accounts", new String[] {"P7", "P8"}));
        values.putAll(Map.of("everybody", false, "within", false));
        values.putAll(Map.of("earlier", 1, "later", 3, "afterRevision", 3, "kind", "", "way", "", "afterKind", ""));
        values.putAll(Map.of("afterSubjectType", "", "afterSubjectId", "", "afterObjectType", ""));
        values.putAll(Map.of("afterObjectId", "", "afterNth", ""));
        values.putAll(Map.of("every", false, "levelless", false, "apart", new String[] {"user P7"}));
        values.putAll(Map.of("admitted", new String[] {"user P7"}, "levels", new String[] {"admin"}));
        values.putAll(Map.of("restless", new String[] {"on_calls"}, "dutyless", true, "weakest", new String[0]));
        values.putAll(Map.of("level", "", "afterRank", 0, "afterValue", "", "afterThrough", ""));
        values.putAll(Map.of("onTypes", new String[] {"schedule"}, "on", new String[] {"S7"}));
        values.putAll(Map.of("ids", new String[] {"T7"}, "known", new String[] {"service"}));
        return values;
    }

    private static List<String> readWhole(JsonNode plan) {
        List<String> relations = new ArrayList<>();
        plan.findParents("Relation Name").forEach(node -> {
            if (node.get("Node Type").asString().endsWith("Seq Scan")
                    && List.of("account", "resource", "access_grant", "link")
                            .contains(node.get("Relation Name").asString())) {
                relations.add(node.get("Relation Name").asString());
            }
        });
        return relations;
    }
}
