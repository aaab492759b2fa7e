package dev.muster.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.rights.Reached.Link;
import dev.muster.rights.ResourceClass.Owning;
import dev.muster.rights.Rulebook.Group;
import dev.muster.rights.Unread.Gap;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the rules of an application are asked, and by whom: the way a question is put together from what was read.
class RulebookTest {
    private static final String REPOSITORY = GitHubShaped.REPOSITORY;
    private static final Instant SINCE = Instant.parse("2026-11-22T02:00:00Z");
    private static final Unread NOTHING = new Unread(7, Map.of(), Map.of());
    private static final Key CORE = team("core");
    private static final Key INNER = team("inner");
    private static final Levels IN_INNER = levels("member", INNER, "member");

    @Test
    void who_holds_a_level_where_a_resource_is_reached_from_can_do_what_the_links_say() {
        Rulebook book = book(NOTHING);

        assertThat(ids(book.decide(levels("member", CORE, "member"), owned("push"))))
                .containsExactly("view", "triage", "edit");
        assertThat(ids(book.decide(IN_INNER, owned("push")))).containsExactly("view", "triage", "edit");
        assertThat(ids(book.decide(levels("member", team("ops"), "member"), owned("push"))))
                .isEmpty();
        assertThat(ids(book.decide(levels("owner", CORE, "member"), owned("pull"))))
                .hasSize(5);
        assertThat(ids(book.decide(
                        levels("member", CORE, "member"),
                        new ResourceClass(REPOSITORY, List.of(), Set.of("triage"), "repositories", null))))
                .containsExactly("view", "triage");
        assertThat(ids(book.decideOnWhole(levels("owner", CORE, "member")))).hasSize(5);
        assertThat(book.decideOnWhole(levels("member", CORE, "member")).certain())
                .isTrue();
        assertThat(book.decide(IN_INNER, owned("push")).sentence()).isEqualTo("Team inner");
    }

    @Test
    void a_feed_that_was_not_read_leaves_open_what_it_might_tell() {
        Rulebook members = book(new Unread(7, Map.of("members", gap("Members were not read")), Map.of()));
        Rulebook links = book(new Unread(7, Map.of("repository_teams", gap("Links were not read")), Map.of()));

        assertThat(members.decide(IN_INNER, owned("push")).open())
                .extracting(Right::id)
                .contains("administer");
        assertThat(members.decideOnWhole(IN_INNER).sentence()).contains("Members were not read");
        assertThat(links.decide(IN_INNER, owned("push")).certain()).isFalse();
        assertThat(links.decideOnWhole(IN_INNER).certain())
                .as("links tell nothing of the whole")
                .isTrue();
        assertThat(links.feeds()).contains("members", "teams", "team_members", "repositories", "collaborators");
    }

    @Test
    void a_part_that_was_not_read_concerns_what_it_is_about_and_nothing_else() {
        Key api = new Key(REPOSITORY, "api");
        var unread = new Unread(
                7,
                Map.of(),
                Map.of(
                        "collaborators", Map.of(api, gap("The collaborators of api could not be read")),
                        "team_members", Map.of(INNER, gap("The members of inner could not be read"))));
        Rulebook book = book(unread);

        assertThat(book.lacks(api, "repositories")).isTrue();
        assertThat(book.lacks(new Key(REPOSITORY, "docs"), "repositories")).isFalse();
        assertThat(book.unreadResources()).containsExactly(api);
        assertThat(book.unreadMembers(INNER)).map(Gap::words).contains("The members of inner could not be read");
        assertThat(book.unreadMembers(CORE)).isEmpty();
        var nobodys = new ResourceClass(REPOSITORY, List.of(), Set.of(), "repositories", "api");
        assertThat(book.decide(IN_INNER, nobodys).sentence()).contains("The collaborators of api could not be read");
        var others = new ResourceClass(REPOSITORY, List.of(), Set.of(), "repositories", null);
        assertThat(book.decide(IN_INNER, others).certain()).isTrue();
        assertThat(book.decide(IN_INNER, owned("push")).open())
                .extracting(Right::id)
                .contains("edit");
    }

    @Test
    void groups_are_told_by_name_and_by_what_reaches_them() {
        Rulebook book = book(NOTHING);

        assertThat(book.withReaching(List.of(CORE, INNER))).containsExactly(CORE, INNER);
        assertThat(book.withReaching(List.of(CORE))).containsExactly(CORE, INNER);
        assertThat(book.group(CORE).name()).isEqualTo("core");
        assertThat(book.group(team("gone"))).isEqualTo(new Group(team("gone"), "gone", Map.of()));
        assertThat(book.privacy(book.group(CORE))).isEqualTo(Privacy.NONE);
        assertThat(book.kind(REPOSITORY)).isPresent();
        assertThat(book.kind("team")).isEmpty();
        assertThat(book.types()).containsExactly(REPOSITORY);
        assertThat(book.typesOfParts()).containsExactly(REPOSITORY);
        assertThat(book.rights()).containsExactlyElementsOf(GitHubShaped.RIGHTS);
        assertThat(book.groupTypes()).containsExactly("team");
        assertThat(book.isDirect()).isFalse();
        assertThat(book.feedsOfResources())
                .containsExactlyInAnyOrder("repositories", "repository_teams", "collaborators");
    }

    @Test
    void more_chains_than_anybody_follows_leave_the_owner_open() {
        Map<Key, List<Link>> many = new HashMap<>();
        many.put(
                CORE,
                IntStream.range(0, 1_100)
                        .mapToObj(i -> new Link(team("g" + i), ""))
                        .toList());
        var book = new Rulebook(
                new GitHubShaped(),
                "acme",
                Map.of(GitHubShaped.BASE_PERMISSION, "none"),
                Map.of(),
                new Reached(many),
                NOTHING);

        Decision decided = book.decide(levels("member", team("elsewhere"), "member"), owned("push"));

        assertThat(decided.certain()).isFalse();
        assertThat(decided.sentence()).contains("more than 1,000 chains of groups lead to core");
    }

    @Test
    void a_class_of_resources_is_read_as_statements_spell_it() {
        assertThat(ResourceClass.parse(
                                "[\"repository\", [[\"team\", \"core\", \"push\"], [\"team\", \"core\", \"\"]], [\"pull\"], \"repositories\", \"api\"]")
                        .groups())
                .containsExactly(CORE);
        assertThat(ResourceClass.parse("[\"repository\", [], [\"pull\"], \"repositories\", null]"))
                .isEqualTo(new ResourceClass(REPOSITORY, List.of(), Set.of("pull"), "repositories", null));
    }

    private static Rulebook book(Unread unread) {
        return new Rulebook(
                new GitHubShaped(),
                "acme",
                Map.of(GitHubShaped.BASE_PERMISSION, "none"),
                Map.of(
                        CORE,
                        new Group(CORE, "core", Map.of()),
                        INNER,
                        new Group(INNER, "inner", Map.of()),
                        team("ops"),
                        new Group(team("ops"), "ops", Map.of())),
                new Reached(Map.of(CORE, List.of(new Link(INNER, "")))),
                unread);
    }

    private static ResourceClass owned(String level) {
        return new ResourceClass(REPOSITORY, List.of(new Owning(CORE, level)), Set.of(), "repositories", null);
    }

    private static Levels levels(String whole, Key group, String level) {
        return new Levels(Set.of(whole), Map.of(group, Set.of(level)));
    }

    private static List<String> ids(Decision decision) {
        assertThat(decision.certain()).as(decision.sentence()).isTrue();
        return decision.rights().stream().sorted().map(Right::id).toList();
    }

    private static Gap gap(String words) {
        return new Gap(words, SINCE);
    }

    private static Key team(String id) {
        return new Key("team", id);
    }

    @Test
    void where_everything_is_held_on_the_resources_themselves_nothing_else_is_asked() {
        Rulebook direct = new Rulebook(new Direct(), "it", Map.of(), Map.of(), new Reached(Map.of()), NOTHING);

        assertThat(direct.isDirect()).isTrue();
        assertThat(book(NOTHING).isDirect()).isFalse();
        assertThat(direct.types()).containsExactly("application", "folder");
        assertThat(direct.typesOfParts()).containsExactly("folder");
    }

    /// An application without groups and without levels on the whole of it.
    private record Direct() implements AccessRules {
        @Override
        public Key whole() {
            return new Key("application", "it");
        }

        @Override
        public Set<String> groups() {
            return Set.of();
        }

        @Override
        public Sources sources() {
            return new Sources(Set.of(), Set.of(), Set.of());
        }

        @Override
        public List<Kind> kinds() {
            return List.of(
                    new Kind("application", Set.of(GitHubShaped.VIEW), Set.of("all")),
                    new Kind("folder", Set.of(GitHubShaped.VIEW), Set.of("all")));
        }

        @Override
        public String bound() {
            return "Nothing";
        }

        @Override
        public Decision decide(Question question) {
            throw new UnsupportedOperationException("Nobody asks");
        }
    }
}
