package dev.muster.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.TestTenant;
import dev.muster.WatchedAccount;
import dev.muster.api.Cursor;
import dev.muster.connector.Description;
import dev.muster.database.MusterTest;
import dev.muster.download.Asked;
import dev.muster.download.ListFile;
import dev.muster.explorer.RevisionFile.Read;
import dev.muster.integration.Catalogue;
import dev.muster.rights.KnownResources;
import dev.muster.signin.Visitor;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A revision is published between the first page of a list and the second: whoever walks on stays in the first.
@MusterTest
class OneRevisionTest {
    /// More than a page of each list has rows.
    private static final int MANY = 60;
    private static final Set<String> MACHINES = Set.of("svc-terraform@acme.example", "grafana-bot@acme.example");
    private static final Pattern ONWARDS = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]*[?&;]after=[^\"]*)\"");

    @Autowired
    private ApplicationContext server;

    @LocalServerPort
    private int port;

    private WatchedAccount watched;
    private String user;
    private String team;

    @BeforeEach
    void connect() {
        SimulatedAccount account = SimulatedAccount.of(new AccountSizes(MANY, MANY, 0, 0, 0, 0, 0, 0), 5);
        watched = WatchedAccount.synced(server, account);
        user = account.users().getFirst().id();
        team = account.teams().getFirst().id();
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void walks_over_the_api_stay_in_theirs() {
        Map<String, Answer> first = new HashMap<>();
        lists().forEach(list -> first.put(list, call(list + "?limit=20")));

        publish();

        lists().forEach(list -> {
            List<JsonNode> walked = new ArrayList<>();
            JsonNode page = Objects.requireNonNull(first.get(list)).json();
            while (true) {
                assertThat(page.get("revision").asInt()).as(list).isEqualTo(1);
                page.get("items").forEach(walked::add);
                if (page.path("next").isMissingNode()) {
                    break;
                }
                page = call(list + "?limit=20&after=" + page.get("next").asString())
                        .json();
            }
            assertThat(walked)
                    .as(list)
                    .hasSizeGreaterThan(20)
                    .isEqualTo(all(list, "1"))
                    .isNotEqualTo(all(list, ""));
        });
    }

    @Test
    void walks_over_pages_stay_in_theirs() {
        Visitor ana = signedIn();
        Map<String, String> first = new HashMap<>();
        lists().forEach(list -> first.put(list, ana.get(whole(list)).body()));

        publish();

        lists().forEach(list -> {
            String next = NEXT.matcher(first.get(list))
                    .results()
                    .map(link -> link.group(1).replace("&amp;", "&"))
                    .reduce((any, last) -> last)
                    .orElseThrow();
            String second = ana.get(next).body();
            assertThat(second).as(list).contains("Revision <b>1</b>");
            assertThat(first.get(list)).as(list).doesNotContain("Revision <b>1</b>");
            Set<String> ids = all(list, "1").stream()
                    .map(item -> item.get("id").asString())
                    .filter(id -> id.startsWith("P")) // others are no ids of PagerDuty
                    .collect(Collectors.toCollection(TreeSet::new));
            String walked = walk(ana, Objects.requireNonNull(first.get(list)));
            Set<String> shown = Pattern.compile("(?:accounts|resources/[a-z_]+)/(P[A-Z0-9]+)[\"?]")
                    .matcher(walked)
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(shown).as(list).containsAll(ids);
            assertThat(walked).as(list).doesNotContain("Newcomer");
        });
    }

    @Test
    void walks_over_all_applications_stay_in_the_state_they_began_in() {
        Visitor ana = signedIn();
        SimulatedAccount account = watched.account();
        Map<String, List<String>> names = Map.of(
                "/teams",
                        account.teams().stream()
                                .map(one -> one.name().replace("&", "&amp;"))
                                .toList(),
                "/access?type=account",
                        account.users().stream().map(one -> one.email()).toList(),
                "/people/with-accounts",
                        account.users().stream()
                                .map(one -> one.email())
                                .filter(email -> !MACHINES.contains(email))
                                .toList());
        Map<String, String> first = new HashMap<>();
        names.keySet().forEach(list -> first.put(list, ana.get(ofTenant(list)).body()));

        publish();

        names.forEach((list, before) -> {
            String walked = walk(ana, Objects.requireNonNull(first.get(list)));
            assertThat(walked).as(list).doesNotContain("Newcomer");
            assertThat(before).as(list).hasSizeGreaterThan(50).allMatch(walked::contains, "is on one of the pages");
            assertThat(walk(ana, ana.get(ofTenant(list)).body())).as(list).contains("Newcomer");
        });
    }

    /// A page and all that follow it.
    private static String walk(Visitor ana, String first) {
        var all = new StringBuilder();
        String page = first;
        while (true) {
            all.append(page);
            Matcher onwards = ONWARDS.matcher(page);
            if (!onwards.find()) {
                return all.toString();
            }
            page = ana.get(onwards.group(1).replace("&amp;", "&")).body();
        }
    }

    @Test
    void a_file_that_is_asked_for_by_its_revision_is_what_it_was() {
        Visitor ana = signedIn();
        Map<String, HttpResponse<String>> before = new HashMap<>();
        files().forEach(file -> before.put(file, ana.get(page(file))));

        publish();

        before.forEach((file, was) -> {
            HttpResponse<String> then = ana.get(page(file) + "?asOf=1");
            HttpResponse<String> now = ana.get(page(file));
            assertThat(then.body()).as(file).isEqualTo(was.body()).isNotEqualTo(now.body());
            assertThat(then.headers().firstValue(RevisionFile.REVISION)).contains("1");
            assertThat(now.headers().firstValue(RevisionFile.REVISION)).contains("2");
            assertThat(then.headers().firstValue(RevisionFile.PUBLISHED))
                    .isEqualTo(was.headers().firstValue(RevisionFile.PUBLISHED));
            assertThat(then.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("-r1-");
        });
    }

    /// A download of more than one slice, here of few rows each.
    @Test
    void a_file_is_of_one_revision_whatever_is_published_while_it_is_sent() {
        var known = server.getBean(KnownResources.class);
        var accounts = server.getBean(Accounts.class);
        var access = watched.tenant().access();
        Description application = server.getBean(Catalogue.class).describe("pagerduty");
        var slices = new AtomicInteger();

        ListFile file = new RevisionFile("accounts", "Accounts")
                .<AccountView>open(
                        access,
                        Asked.of(Map.of()),
                        List.of(),
                        (asked, after) -> {
                            if (slices.incrementAndGet() == 2) {
                                publish();
                            }
                            return known.read(
                                    access,
                                    watched.id(),
                                    asked,
                                    (current, revision) -> new Read<>(
                                            revision,
                                            List.of("id", "name"),
                                            null,
                                            List.of(),
                                            accounts.slice(
                                                    revision, application, new AccountFilter("", "", ""), after, 20)));
                        },
                        account -> Stream.of(account.id(), account.name()));
        List<@Nullable Object> ids = new ArrayList<>();
        file.first().rows().forEach(row -> ids.add(row.getFirst()));
        for (Cursor next = file.first().next(); next != null; ) {
            var slice = file.further().apply(next);
            slice.rows().forEach(row -> ids.add(row.getFirst()));
            next = slice.next();
        }

        assertThat(watched.revision()).isEqualTo(2);
        assertThat(file.head().headers()).containsEntry(RevisionFile.REVISION, "1");
        assertThat(ids)
                .containsExactlyElementsOf(all("/accounts", "1").stream()
                        .<Object>map(item -> item.get("id").asString())
                        .toList());
    }

    @Test
    void what_no_revision_answers_is_told_in_words() {
        publish();
        String name = watched.now().get("name").asString();
        lists().forEach(list -> {
            Answer unknown = call(list + "?asOf=41");
            assertThat(unknown.status()).as(list).isEqualTo(404);
            assertThat(unknown.json().toString()).contains(name + " has no revision 41. Its sync history lists them.");
            Answer future = call(list + "?asOf=2999-01-01");
            assertThat(future.status()).as(list).isEqualTo(422);
            assertThat(future.json().toString()).contains("is still to come. Ask for a time that is past.");
            Answer early = call(list + "?asOf=2001-01-01");
            assertThat(early.status()).as(list).isEqualTo(404);
            assertThat(early.json().toString())
                    .contains(
                            "Nothing was published of " + name + " by 1 Jan 2001",
                            "Its first revision was published on");
            assertThat(call(list + "?asOf=yesterday").status()).as(list).isEqualTo(422);
        });
        JsonNode newest = call("/revisions?limit=1").json();
        JsonNode first =
                call("/revisions?after=" + newest.get("next").asString()).json();
        assertThat(newest.at("/items/0/number").asInt()).isEqualTo(2);
        assertThat(newest.at("/items/0/accounts").asInt()).isEqualTo(MANY + 1);
        assertThat(first.get("items")).singleElement().satisfies(one -> {
            assertThat(one.get("number").asInt()).isEqualTo(1);
            assertThat(one.get("accounts").asInt()).isEqualTo(MANY);
        });
    }

    @Test
    void a_next_page_of_something_else_is_refused() {
        publish();
        Map<String, String> next = lists().collect(Collectors.toMap(
                list -> list, list -> call(list + "?limit=2").json().get("next").asString()));
        Visitor ana = signedIn();
        lists().forEach(list -> {
            Answer otherRevision = call(list + "?asOf=1&after=" + next.get(list));
            assertThat(otherRevision.status()).as(list).isEqualTo(422);
            assertThat(otherRevision.json().toString()).contains("This is the next page of revision 2.");
            assertThat(call(list + "?q=a&after=" + next.get(list)).status())
                    .as(list)
                    .isEqualTo(422);
            lists().filter(other -> !other.equals(list)).forEach(other -> {
                assertThat(call(list + "?after=" + next.get(other)).status())
                        .as(list)
                        .isEqualTo(422);
                assertThat(ana.get(page(list) + "?after=" + next.get(other)).statusCode())
                        .as(list)
                        .isEqualTo(422);
            });
            assertThat(ana.get(page(list) + "?asOf=41").statusCode()).as(list).isEqualTo(404);
            assertThat(ana.get(page(list) + "?asOf=2999-01-01").statusCode())
                    .as(list)
                    .isEqualTo(422);
        });
    }

    /// Below the address of the integration; those of pages are the same but for the ending.
    private Stream<String> lists() {
        return Stream.of(
                "/accounts",
                "/resources",
                "/accounts/%s/access".formatted(user),
                "/resources/team/%s/access".formatted(team));
    }

    private Stream<String> files() {
        return lists().map(list -> list + ".csv");
    }

    private String ofTenant(String list) {
        return "/t/%s%s".formatted(watched.tenant().tenant().slug(), list);
    }

    private String page(String list) {
        return "/t/%s%s%s"
                .formatted(watched.tenant().tenant().slug(), watched.path(), list.replaceFirst("/access$", ""));
    }

    /// The page of a resource shows who can do something, unless all are asked for.
    private String whole(String list) {
        return list.startsWith("/resources/") ? page(list) + "?right=all" : page(list);
    }

    /// Everything changes on every page: names, roles, what is first and what is last.
    private void publish() {
        SimulatedAccount account = watched.account();
        account.users().stream()
                .filter(one -> !one.id().equals(user))
                .forEach(one -> account.addUser(one.withName("Newcomer " + one.id())));
        account.teams().forEach(one -> account.addMember(one.id(), user, "manager"));
        account.addUser(SimulatedUser.named("PNEW001", "Newcomer", "new@acme.example"));
        account.addTeam(SimulatedTeam.named("PNEWTEAM", "Newcomer team"));
        watched.sync();
        assertThat(watched.revision()).isEqualTo(2);
    }

    private Answer call(String list) {
        return watched.api().get(watched.path() + list);
    }

    private List<JsonNode> all(String list, String asOf) {
        List<JsonNode> items = new ArrayList<>();
        call(list + "?limit=500&asOf=" + asOf).json().get("items").forEach(items::add);
        return items;
    }

    private Visitor signedIn() {
        var ana = new Visitor(port);
        ana.signIn(watched.tenant().administrator().email(), TestTenant.PASSWORD);
        return ana;
    }
}
