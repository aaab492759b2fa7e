package dev.muster.rights;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.connector.Row;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Stub;
import dev.muster.ledger.TestLedger;
import dev.muster.problem.NoSuchThing;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceClass.Owning;
import dev.muster.rights.Resources.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who can do what at a revision, asked from the side of an account and from the side of a resource: lists, filters,
/// counts and decisions say the same.
@Tag("database")
class RightsTest {
    private static final String REPOSITORY = GitHubShaped.REPOSITORY;
    private static final Key CORE = team("core");
    private static final Key OPS = team("ops");
    private static final Key API = repository("api");
    private static final Key DOCS = repository("docs");
    private static final Key SITE = repository("site");
    private static final RightFilter EDIT = new RightFilter("edit");
    private static final RightFilter UNKNOWN = new RightFilter(RightFilter.UNKNOWN);

    private final TestLedger ledger = TestLedger.repositories();

    /// Core may push to `api`, and Ops administer it; Interns stand within Core. The organisation lets members read.
    /// Eve is no member and may triage `api`. `site` belongs to Ops, and `docs` to nobody.
    @BeforeEach
    void publish() {
        ledger.record(
                        "members",
                        "acme",
                        new Row.Resource(
                                GitHubShaped.ORGANISATION, "Acme", Map.of(GitHubShaped.BASE_PERMISSION, "pull")))
                .record("members", "ana", person("ana"), member("ana", "owner"))
                .record("members", "ben", person("ben"), member("ben", "member"))
                .record("members", "cy", person("cy"), member("cy", "member"))
                .record("members", "eve", person("eve"))
                .record("members", "fay", person("fay"), member("fay", "member"), member("fay", "billing"))
                .record("members", "gus", person("gus"), member("gus", "member"))
                .record("teams", "core", called(CORE))
                .record("teams", "interns", called(team("interns")), within("core", "interns"))
                .record("teams", "ops", called(OPS))
                .record("team_members", "core/ben", in("ben", "core", "maintainer"))
                .record("team_members", "interns/cy", in("cy", "interns", "member"))
                .record("team_members", "ops/gus", in("gus", "ops", "member"))
                .record("repositories", "api", called(API))
                .record("repositories", "docs", called(DOCS))
                .record("repositories", "site", called(SITE))
                .record("repository_teams", "api/core", owns(CORE, API, "push"))
                .record("repository_teams", "api/ops", owns(OPS, API, "admin"))
                .record("repository_teams", "site/ops", owns(OPS, SITE, "maintain"))
                .record("collaborators", "api/eve", new Row.Grant(user("eve"), API, "triage"))
                .publish();
    }

    @Test
    void what_an_account_can_do_and_who_can_do_it_with_a_resource_say_the_same() {
        Map<String, String> onApi = by(API);
        Map<String, String> onDocs = by(DOCS);
        Map<String, String> onSite = by(SITE);

        assertThat(onApi)
                .isEqualTo(Map.of(
                        "ana", "view triage edit maintain administer",
                        "ben", "view triage edit",
                        "cy", "view triage edit",
                        "eve", "view triage",
                        "fay", "view",
                        "gus", "view triage edit maintain administer"));
        assertThat(onDocs)
                .containsEntry("ana", "view triage edit maintain administer")
                .containsEntry("eve", "");
        assertThat(onSite).containsEntry("gus", "view triage edit maintain").containsEntry("ben", "view");
        onApi.keySet()
                .forEach(account -> assertThat(of(account))
                        .as(account)
                        .isEqualTo(Map.of(
                                "api", onApi.get(account),
                                "docs", onDocs.get(account),
                                "site", onSite.get(account))));
    }

    @Test
    void accounts_are_told_with_their_levels_and_walked_through_by_name() {
        List<ByAccount> met = new ArrayList<>();
        Cursor after = null;
        do {
            Slice<ByAccount> slice = accounts(API, "", RightFilter.ALL, after, 4);
            met.addAll(slice.rows());
            after = slice.next();
        } while (after != null);

        assertThat(met)
                .extracting(each -> each.account().id())
                .containsExactly("ana", "ben", "cy", "eve", "fay", "gus");
        assertThat(met.get(4))
                .extracting(ByAccount::name, ByAccount::email, ByAccount::state, ByAccount::kind, ByAccount::levels)
                .containsExactly("Person fay", "fay@acme.example", "active", "human", List.of("billing", "member"));
        Stretch<ByAccount> first = stretch(API, "", RightFilter.ALL, null, 2);
        Stretch<ByAccount> second = stretch(API, "", RightFilter.ALL, first.next(), 2);
        Stretch<ByAccount> third = stretch(API, "", RightFilter.ALL, second.next(), 2);
        assertThat(List.of(first.found(), first.before(), second.before(), third.before()))
                .containsExactly(6L, 0L, 2L, 4L);
        assertThat(third.next()).isNull();
        assertThat(stretch(API, "", RightFilter.ALL, third.previous(), 2).rows())
                .isEqualTo(second.rows());
    }

    @Test
    void accounts_are_narrowed_down_by_right_and_by_text() {
        assertThat(ids(accounts(API, "", EDIT, null, 10))).containsExactly("ana", "ben", "cy", "gus");
        assertThat(ids(accounts(API, "", new RightFilter("triage"), null, 10)))
                .containsExactly("ana", "ben", "cy", "eve", "gus");
        assertThat(ids(accounts(DOCS, "", EDIT, null, 10))).containsExactly("ana");
        assertThat(ids(accounts(DOCS, "", new RightFilter(RightFilter.ANY), null, 10)))
                .containsExactly("ana", "ben", "cy", "fay", "gus");
        assertThat(ids(accounts(API, "E", EDIT, null, 10)))
                .as("all have it in their name")
                .hasSize(4);
        assertThat(ids(accounts(API, "person g", EDIT, null, 10))).containsExactly("gus");
        assertThat(ids(accounts(API, "", UNKNOWN, null, 10))).isEmpty();
        assertThat(stretch(API, "", EDIT, null, 2).found()).isEqualTo(4);
        assertThat(stretch(API, "person g", EDIT, null, 2).found()).isEqualTo(1);
        assertThat(stretch(API, "person", RightFilter.ALL, null, 2).found()).isEqualTo(6);
        AccountClasses classes = classes(API);
        assertThat(classes.admitted(EDIT)).isEqualTo(4);
        assertThat(classes.admitted(RightFilter.ALL)).isEqualTo(6);
        assertThat(classes.verdicts().uncertain()).isZero();
    }

    /// Few of many are looked up by what they hold.
    @Test
    void few_of_many_are_found_too() {
        for (int i = 0; i < 170; i++) {
            String id = "m%03d".formatted(i);
            ledger.record("members", id, person(id), member(id, "member"));
        }
        ledger.record("members", "zed", person("zed")).publish();

        assertThat(ids(accounts(API, "", EDIT, null, 10))).containsExactly("ana", "ben", "cy", "gus");
        Stretch<ByAccount> first = stretch(API, "", EDIT, null, 2);
        Stretch<ByAccount> second = stretch(API, "", EDIT, first.next(), 2);
        assertThat(second.rows()).extracting(each -> each.account().id()).containsExactly("cy", "gus");
        assertThat(second.found()).isEqualTo(4);
        Cursor behind = Cursor.of("person m000", "m000", "4");
        assertThat(stretch(API, "", EDIT, behind, 2).previous()).isEqualTo(Cursor.of("person ben", "ben", "2"));
        RightFilter nothingSure = new RightFilter("unknown");
        ledger.record("members", "acme", new Row.Resource(GitHubShaped.ORGANISATION, "Acme", Map.of()))
                .publish();
        assertThat(ids(accounts(DOCS, "", nothingSure, null, 3))).containsExactly("ben", "cy", "fay");
    }

    /// Nobody knows what `boss` allows: those without any level are the few who certainly can do nothing.
    @Test
    void those_without_a_level_are_few_as_well() {
        for (int i = 0; i < 50; i++) {
            String id = "m%03d".formatted(i);
            ledger.record("members", id, person(id), member(id, "member"));
        }
        ledger.record("members", "hal", person("hal"), member("hal", "boss")).publish();

        assertThat(ids(accounts(DOCS, "", UNKNOWN, null, 10))).containsExactly("hal");
        Decision hal = decision(accounts(DOCS, "", UNKNOWN, null, 10).rows().getFirst());
        assertThat(words(hal.open())).isEqualTo("view triage edit maintain administer");
        assertThat(hal.sentence()).contains("nobody can tell what boss allows");
        assertThat(of("hal")).containsEntry("docs", "");
    }

    @Test
    void resources_of_an_account_are_narrowed_down_and_walked_through() {
        assertThat(names(resources("cy", "", EDIT, null, 10))).containsExactly("api");
        assertThat(names(resources("cy", "", new RightFilter("view"), null, 10)))
                .containsExactly("api", "docs", "site");
        assertThat(names(resources("gus", "", EDIT, null, 10))).containsExactly("api", "site");
        assertThat(names(resources("gus", "SI", EDIT, null, 10))).containsExactly("site");
        assertThat(names(resources("eve", "", new RightFilter(RightFilter.ANY), null, 10)))
                .containsExactly("api");
        assertThat(names(resources("eve", "", EDIT, null, 10))).isEmpty();
        Stretch<OnResource> first = stretch("ana", "", RightFilter.ALL, null, 2);
        Stretch<OnResource> second = stretch("ana", "", RightFilter.ALL, first.next(), 2);
        assertThat(second.rows()).extracting(OnResource::name).containsExactly("site");
        assertThat(List.of(first.found(), second.before())).containsExactly(3L, 2L);
        assertThat(second.next()).isNull();
        Stretch<OnResource> filtered = stretch("gus", "", EDIT, null, 1);
        assertThat(filtered.found()).isEqualTo(2);
        assertThat(stretch("gus", "", EDIT, filtered.next(), 1).rows())
                .extracting(OnResource::name)
                .containsExactly("site");
        assertThat(stretch("gus", "api", EDIT, null, 1).found()).isEqualTo(1);
        assertThat(stretch("gus", "s", RightFilter.ALL, null, 1).found())
                .as("docs and site")
                .isEqualTo(2);
        Cursor third = Cursor.of(REPOSITORY, "site", "site", "2");
        assertThat(stretch("ana", "", RightFilter.ALL, third, 1).previous())
                .isEqualTo(Cursor.of(REPOSITORY, "docs", "docs", "1"));
        assertThat(stretch("gus", "", EDIT, third, 1).previous()).isEqualTo(Cursor.of(REPOSITORY, "api", "api", "1"));
        assertThat(first.rows().getFirst().owners()).containsExactlyInAnyOrder(CORE, OPS);
        assertThat(first.rows().get(1).owners()).isEmpty();
    }

    @Test
    void alike_resources_are_counted_without_a_look_at_each() {
        Verdicts cy = classes("cy").verdicts();

        assertThat(cy.all()).isEqualTo(3);
        assertThat(cy.able(GitHubShaped.EDIT)).isEqualTo(1);
        assertThat(cy.able(GitHubShaped.VIEW)).isEqualTo(3);
        assertThat(classes("gus").verdicts().able(GitHubShaped.MAINTAIN)).isEqualTo(2);
        assertThat(classes("eve").verdicts().able()).isEqualTo(1);
        assertThat(classes("eve").admitted(RightFilter.ALL, List.of(REPOSITORY)))
                .isEqualTo(3);
        assertThat(classes("eve").admitted(RightFilter.ALL, List.of("team"))).isZero();
        assertThat(classes("eve").near()).containsOnlyKeys(API);
        assertThat(classes("gus").near()).containsOnlyKeys(API, SITE);
        assertThat(classes("cy").near()).as("by a team around").containsOnlyKeys(API);
        assertThat(classes("fay").near()).isEmpty();
    }

    @Test
    void the_past_tells_what_could_be_done_then() {
        ledger.record("repository_teams", "api/core", owns(CORE, API, "pull"))
                .without("collaborators", "api/eve")
                .publish();

        assertThat(by(API)).containsEntry("ben", "view").containsEntry("eve", "");
        Revision first = ledger.at(1);
        assertThat(words(decision(first, "ben", API).rights())).isEqualTo("view triage edit");
        assertThat(words(decision(first, "eve", API).rights())).isEqualTo("view triage");
    }

    @Test
    void collaborators_that_were_not_read_leave_open_what_may_be_done_there_and_nowhere_else() {
        ledger.without("collaborators", "api/eve")
                .unread("collaborators", API, "api", TestLedger.day(1))
                .publish();
        Revision newest = ledger.newest();

        Decision ben = decision(newest, "ben", API);
        assertThat(words(ben.rights())).isEqualTo("view triage edit");
        assertThat(words(ben.open())).isEqualTo("maintain administer");
        Decision eve = decision(newest, "eve", API);
        assertThat(eve.rights()).isEmpty();
        assertThat(eve.sentence()).contains("the collaborators of api could not be read since 1 Nov 2026, 02:00");
        assertThat(decision(newest, "ben", DOCS).certain()).isTrue();
        assertThat(decision(newest, "ana", API).certain()).isTrue();
        assertThat(ids(accounts(API, "", UNKNOWN, null, 10))).containsExactly("ben", "cy", "eve", "fay");
        assertThat(names(resources("ben", "", UNKNOWN, null, 10))).containsExactly("api");
        assertThat(book(newest).unread().parts()).containsOnlyKeys("collaborators");
        assertThat(classes("fay").verdicts().uncertain()).isEqualTo(1);
        assertThat(classes("ana").verdicts().uncertain()).isZero();
    }

    @Test
    void a_part_that_was_never_read_is_told_as_such() {
        ledger.unread("team_members", OPS, "ops", null).publish();

        assertThat(book(ledger.newest()).unreadMembers(OPS).orElseThrow())
                .isEqualTo(new Unread.Gap("the members of team ops could not be read yet", null));
        assertThat(book(ledger.newest()).unreadMembers(CORE)).isEmpty();
        Decision ben = decision(ledger.newest(), "ben", SITE);
        assertThat(words(ben.rights())).isEqualTo("view");
        assertThat(words(ben.open())).isEqualTo("triage edit maintain");
    }

    /// `lib` belongs to Core alone, as `site` does to Ops, with the same level: who holds nothing of either meets them
    /// apart.
    @Test
    void resources_of_groups_of_which_not_the_same_is_known_are_not_alike() {
        Key lib = repository("lib");
        ledger.record("repositories", "lib", called(lib))
                .record("repository_teams", "lib/core", owns(CORE, lib, "maintain"))
                .unread("team_members", OPS, "ops", TestLedger.day(1))
                .publish();

        assertThat(classes("fay").verdicts().uncertain()).as("api and site").isEqualTo(2);
        assertThat(classes("fay").verdicts().all()).isEqualTo(4);
        assertThat(classes("ben").verdicts().all()).isEqualTo(4);
        assertThat(names(resources("fay", "", UNKNOWN, null, 10))).containsExactly("api", "site");
        assertThat(stretch("fay", "", UNKNOWN, null, 1).found()).isEqualTo(2);
    }

    @Test
    void a_class_that_nothing_is_in_is_none() {
        assertThat(classes("gus").strange().values()).allMatch(verdict -> verdict.things() > 0);
        assertThat(classes(API).admittedLevels(RightFilter.ALL))
                .as("whoever is just a member, or nothing, holds something on api or in its teams")
                .containsExactlyInAnyOrder(Optional.of("owner"), Optional.of("billing\u001fmember"));
        assertThat(classes(DOCS).admittedLevels(RightFilter.ALL)).hasSize(4);
    }

    @Test
    void what_is_remembered_is_weighed_by_groups_links_and_classes() {
        Rulebook book = book(ledger.newest());

        assertThat(book.reached().size()).isEqualTo(1);
        assertThat(book.size()).as("three groups, a link, and itself").isEqualTo(5);
        assertThat(Strangers.of(book).size()).isEqualTo(4);
        assertThat(Strangers.of(book).with(Map.of("a", 1L, "b", 1L)).size()).isEqualTo(6);
    }

    @Test
    void a_feed_that_was_not_read_leaves_open_what_rests_on_it() {
        ledger.unread("members").publish();
        Unread lacking = book(ledger.newest()).unread();

        assertThat(lacking.run()).isEqualTo(2);
        assertThat(lacking.feed("members")).contains("members could not be read since 1 Nov 2026, 02:00");
        assertThat(lacking.feed("teams")).isEmpty();
        assertThat(decision(ledger.newest(), "fay", DOCS).certain()).isFalse();
        assertThat(decision(ledger.at(1), "fay", DOCS).certain()).isTrue();
        ledger.read("members").unread("teams").publish();
        assertThat(book(ledger.newest()).unread().feed("members")).isEmpty();
        assertThat(book(ledger.newest()).unread().feed("teams"))
                .contains("teams could not be read since 2 Nov 2026, 02:00");
    }

    @Test
    void what_is_known_of_groups_and_of_the_whole_is_read_with_the_rules() {
        Rulebook book = book(ledger.newest());

        assertThat(book.application()).isEqualTo(Map.of(GitHubShaped.BASE_PERMISSION, "pull"));
        assertThat(book.groups()).containsOnlyKeys(CORE, OPS, team("interns"));
        assertThat(book.group(CORE)).isEqualTo(new Rulebook.Group(CORE, "core", Map.of()));
        assertThat(book.withReaching(List.of(CORE))).containsExactly(CORE, team("interns"));
        assertThat(book.withReaching(List.of(OPS))).containsExactly(OPS);
        assertThat(book(ledger.newest())).as("read once for each revision").isSameAs(book);
        Revision elsewhere = TestLedger.scripted().newest();
        assertThat(ledger.get(Rulebooks.class).of(elsewhere)).isEmpty();
        assertThatThrownBy(() -> ledger.get(KnownResources.class).rules(elsewhere))
                .isInstanceOf(NoSuchThing.class)
                .hasMessageStartingWith("Nobody can tell how levels of access add up in scripted");
        assertThat(ledger.get(KnownResources.class).rules(ledger.newest())).isSameAs(book);
    }

    @Test
    void an_account_is_found_by_its_id_with_what_is_known_of_it() {
        ledger.publish();
        AccountFinder.Found ben = ledger.get(AccountFinder.class).get(ledger.newest(), "ben");

        assertThat(ben)
                .isEqualTo(new AccountFinder.Found(
                        user("ben"), "Person ben", "ben@acme.example", "active", "human", Map.of(), TestLedger.day(1)));
        assertThatThrownBy(() -> ledger.get(AccountFinder.class).get(ledger.newest(), "no\0body"))
                .isInstanceOf(NoSuchThing.class)
                .hasMessageContaining("Revision 2 of Repositories has no account no");
    }

    @Test
    void a_resource_is_found_by_its_key_with_who_owns_it() {
        Found api = found(API);

        assertThat(api)
                .isEqualTo(
                        new Found(API, "api", "repositories", new Stub(false, null), api.owning(), TestLedger.day(1)));
        assertThat(api.owning()).containsExactlyInAnyOrder(new Owning(CORE, "push"), new Owning(OPS, "admin"));
        assertThat(api.owners()).containsExactlyInAnyOrder(CORE, OPS);
        assertThat(api.levelsOf(OPS)).containsExactly("admin");
        assertThat(found(CORE).owning()).as("a group owns itself").containsExactly(new Owning(CORE, ""));
        assertThat(found(CORE).levelsOf(CORE)).isEmpty();
        KnownResources known = ledger.get(KnownResources.class);
        assertThat(known.resource(ledger.newest(), REPOSITORY, "api", null).owning())
                .as("without rules nobody knows what owns")
                .isEmpty();
        for (Key missing : List.of(repository("none"), new Key("team", "api"))) {
            assertThatThrownBy(() -> known.resource(ledger.newest(), missing.type(), missing.id(), null))
                    .isInstanceOf(NoSuchThing.class)
                    .hasMessage("Revision 1 of Repositories has no %s %s. Look for it in the list of resources."
                            .formatted(missing.type(), missing.id()));
        }
        for (List<String> wrong : List.of(
                List.of(" ", "api"),
                List.of("team", ""),
                List.of("a\0", "b"),
                List.of("b", "a\0"),
                List.of("\0", "b"),
                List.of("b", "\0"))) {
            assertThatThrownBy(() -> known.resource(ledger.newest(), wrong.get(0), wrong.get(1), null))
                    .isInstanceOf(NoSuchThing.class)
                    .hasMessageContaining("has no");
        }
    }

    @Test
    void rights_are_worked_out_on_the_types_that_the_rules_decide_about() {
        KnownResources known = ledger.get(KnownResources.class);
        Rulebook book = book(ledger.newest());

        assertThat(known.decided(ledger.newest(), book, REPOSITORY, "api")).isEqualTo(found(API));
        assertThatThrownBy(() -> known.decided(ledger.newest(), book, "team", "core"))
                .isInstanceOf(NoSuchThing.class)
                .hasMessage("No rights are worked out on a team. They are on repository.");
    }

    @Test
    void an_address_names_an_integration_and_one_or_two_of_its_revisions() {
        ledger.publish();
        ledger.publish();
        KnownResources known = ledger.get(KnownResources.class);
        UUID id = ledger.integration().id().value();

        assertThat(known.<Revision>read(ledger.access(), id, new AsOf.Number(2), (current, revision) -> revision))
                .isEqualTo(ledger.at(2));
        assertThat(known.<List<Object>>read(
                        ledger.access(),
                        id,
                        new AsOf.Newest(),
                        (current, revision) -> List.of(current.integration(), revision.number())))
                .containsExactly(ledger.integration(), 3);
        assertThat(known.<Object>compare(
                        ledger.access(),
                        id,
                        new AsOf.Number(2),
                        new AsOf.Newest(),
                        (current, difference) -> difference))
                .isEqualTo(ledger.between(2, 3));
        assertThat(known.<Object>compare(
                        ledger.access(), id, null, new AsOf.Newest(), (current, difference) -> difference))
                .as("a week before, or the first")
                .isEqualTo(ledger.between(1, 3));
        assertThatThrownBy(() -> known.read(
                        ledger.access(), UUID.randomUUID(), new AsOf.Newest(), (current, revision) -> revision))
                .isInstanceOf(NoSuchThing.class);
    }

    @Test
    void everything_that_an_account_holds_is_told_with_where_it_was_read() {
        Holdings holdings = ledger.get(Holdings.class);
        List<Held> ben = holdings.of(ledger.newest(), user("ben"));

        assertThat(ben)
                .containsExactly(
                        new Held(
                                user("ben"),
                                GitHubShaped.ORGANISATION,
                                "Acme",
                                "member",
                                "",
                                Map.of(),
                                null,
                                "members",
                                "ben",
                                1,
                                1,
                                TestLedger.day(1),
                                true),
                        new Held(
                                user("ben"),
                                CORE,
                                "core",
                                "maintainer",
                                "",
                                Map.of(),
                                null,
                                "team_members",
                                "core/ben",
                                1,
                                1,
                                TestLedger.day(1),
                                true));
        assertThat(Holdings.levels(book(ledger.newest()).rules(), ben))
                .isEqualTo(new Levels(Set.of("member"), Map.of(CORE, Set.of("maintainer"))));
        Map<Key, List<Held>> some = ledger.read(() -> holdings.of(
                ledger.newest(),
                book(ledger.newest()).rules(),
                List.of(user("ben"), user("eve"), user("gus")),
                List.of(CORE),
                API));
        assertThat(some.get(user("ben"))).extracting(Held::resource).containsExactly(GitHubShaped.ORGANISATION, CORE);
        assertThat(some.get(user("eve"))).extracting(Held::resource).containsExactly(API);
        assertThat(some.get(user("gus"))).extracting(Held::resource).containsExactly(GitHubShaped.ORGANISATION);
        assertThat(holdings.of(ledger.newest(), book(ledger.newest()).rules(), List.of(), List.of(CORE), API))
                .isEmpty();
    }

    private Rulebook book(Revision revision) {
        return ledger.get(Rulebooks.class).of(revision).orElseThrow();
    }

    private Found found(Key resource) {
        Revision newest = ledger.newest();
        return ledger.get(KnownResources.class).resource(newest, resource.type(), resource.id(), book(newest));
    }

    private AccountClasses classes(Key resource) {
        Revision newest = ledger.newest();
        return ledger.get(ResourceAccess.class).classes(newest, book(newest), found(resource));
    }

    private ResourceClasses classes(String account) {
        Revision newest = ledger.newest();
        Rulebook book = book(newest);
        return ledger.get(AccountVerdicts.class).of(newest, book, user(account), levels(newest, account));
    }

    private Levels levels(Revision revision, String account) {
        return Holdings.levels(
                book(revision).rules(), ledger.get(Holdings.class).of(revision, user(account)));
    }

    private Slice<ByAccount> accounts(
            Key resource, String search, RightFilter right, @Nullable Cursor after, int limit) {
        Revision newest = ledger.newest();
        return ledger.get(ResourceAccess.class)
                .slice(
                        newest,
                        book(newest),
                        classes(resource),
                        new ResourceAccess.Wanted(new SearchText(search), right),
                        after,
                        limit);
    }

    private Stretch<ByAccount> stretch(
            Key resource, String search, RightFilter right, @Nullable Cursor after, int limit) {
        Revision newest = ledger.newest();
        return ledger.get(ResourceAccess.class)
                .stretch(
                        newest,
                        book(newest),
                        classes(resource),
                        new ResourceAccess.Wanted(new SearchText(search), right),
                        after,
                        limit);
    }

    private Slice<OnResource> resources(
            String account, String search, RightFilter right, @Nullable Cursor after, int limit) {
        return ledger.get(AccountAccess.class)
                .slice(asker(ledger.newest(), account), classes(account), wanted(search, right), after, limit);
    }

    private Stretch<OnResource> stretch(
            String account, String search, RightFilter right, @Nullable Cursor after, int limit) {
        return ledger.get(AccountAccess.class)
                .stretch(asker(ledger.newest(), account), classes(account), wanted(search, right), after, limit);
    }

    private static AccountAccess.Wanted wanted(String search, RightFilter right) {
        return new AccountAccess.Wanted(new SearchText(search), List.of(REPOSITORY), right);
    }

    private Asker asker(Revision revision, String account) {
        return new Asker(revision, book(revision), user(account), levels(revision, account));
    }

    private Decision decision(Revision revision, String account, Key resource) {
        return ledger.get(AccountAccess.class).all(asker(revision, account)).stream()
                .filter(each -> each.resource().equals(resource))
                .map(OnResource::decision)
                .findFirst()
                .orElseThrow();
    }

    private static Decision decision(ByAccount account) {
        return Objects.requireNonNull(account.decision());
    }

    private Map<String, String> by(Key resource) {
        Map<String, String> rights = new TreeMap<>();
        accounts(resource, "", RightFilter.ALL, null, 1000)
                .rows()
                .forEach(each ->
                        rights.put(each.account().id(), words(each.decision().rights())));
        return rights;
    }

    private Map<String, String> of(String account) {
        Map<String, String> rights = new TreeMap<>();
        resources(account, "", RightFilter.ALL, null, 1000)
                .rows()
                .forEach(each -> rights.put(each.name(), words(each.decision().rights())));
        return rights;
    }

    private static List<String> ids(Slice<ByAccount> slice) {
        return slice.rows().stream().map(each -> each.account().id()).toList();
    }

    private static List<String> names(Slice<OnResource> slice) {
        return slice.rows().stream().map(OnResource::name).toList();
    }

    private static String words(Set<Right> rights) {
        return String.join(" ", rights.stream().sorted().map(Right::id).toList());
    }

    private static Row.Grant member(String person, String level) {
        return new Row.Grant(user(person), GitHubShaped.ORGANISATION, level);
    }

    private static Row.Grant in(String person, String team, String level) {
        return new Row.Grant(user(person), team(team), level);
    }

    private static Row.Link within(String around, String team) {
        return new Row.Link(team(around), AccessRules.CONTAINS, team(team));
    }

    private static Row.Link owns(Key team, Key repository, String level) {
        return Row.Link.withLevel(team, AccessRules.OWNS, repository, level);
    }

    private static Row.Resource called(Key key) {
        return new Row.Resource(key, key.id(), Map.of());
    }

    private static Key team(String id) {
        return new Key(GitHubShaped.TEAM, id);
    }

    private static Key repository(String id) {
        return new Key(REPOSITORY, id);
    }
}
