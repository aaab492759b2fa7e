package dev.muster.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.ResourceType.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The seam fits an application in which groups are of two types and levels are passed along links of three kinds, in
/// two directions. The client `billing` has a role `manage` and a role `view`; both are within the composite role
/// `accountant`, which the group `/finance` gives to its members; `/finance/audit` stands within that.
class KeycloakShapedTest {
    private final KeycloakShaped rules = new KeycloakShaped();

    @ParameterizedTest(name = "{0}, unread {1}: {2}, open {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    # holds                       | unread        | can              | open
                                                  |               |                  |
                    role view                     |               | use view         |
                    role manage                   |               | use view manage  |
                    role accountant               |               | use view manage  |
                    group /finance                |               | use view manage  |
                    group /finance/audit          |               | use view manage  |
                    group /sales                  |               | use              |
                    role view, group /sales       |               | use view         |
                    role offline                  |               | use              |
                                                  | group_members |                  | use view manage
                    role view                     | group_members | use view         | manage
                    role view                     | role_mappings |                  | use view manage
                    role view                     | roles         |                  | use view manage
                    group /finance/audit          | groups        |                  | use view manage
                    role manage                   | clients       | use view manage  |
                    role view                     | clients       | use view         | manage
                    """)
    void what_somebody_or_some_service_can_do_with_a_client(
            @Nullable String holds, @Nullable String unread, @Nullable String can, @Nullable String open) {
        List<String> held = holds == null ? List.of() : List.of(holds.split(",\\s*"));
        Map<String, String> said = unread == null ? Map.of() : Map.of(unread, unread + " could not be read");

        Decision decision =
                rules.decide(new Question(Map.of(), Set.of(), "client", roles(held, unread), Set.of(), said));

        assertThat(ids(decision.rights())).as(decision.sentence()).isEqualTo(words(can));
        assertThat(ids(decision.open())).as(decision.sentence()).isEqualTo(words(open));
    }

    @Test
    void groups_of_two_types_are_called_in_one_text() {
        Description realm = KeycloakShaped.describe();

        assertThat(realm.plural(Part.GROUP)).isEqualTo("Groups and roles");
        assertThat(realm.noun(Part.GROUP)).isEqualTo("Group or role");
        assertThat(realm.types(Part.GROUP)).containsExactly("group", "role");
        assertThat(realm.whole()).isEqualTo("realm");
        assertThat(realm.plural(Part.DUTY)).isEmpty();
    }

    /// The roles of the client, each as its owner, with all that reaches it.
    private static List<Owner> roles(List<String> held, @Nullable String unread) {
        List<Owner> owners = new ArrayList<>();
        for (String level : List.of("view", "manage")) {
            owners.add(owner(
                    "role " + level,
                    held,
                    unread,
                    List.of(level),
                    List.of(
                            owner("role accountant", held, unread, List.of("", level), List.of()),
                            owner("group /finance", held, unread, List.of("", "", level), List.of()),
                            owner("group /finance/audit", held, unread, List.of("", "", "", level), List.of()))));
        }
        owners.add(owner(
                "role offline",
                held,
                unread,
                List.of("offline"),
                List.of(owner("group /sales", held, unread, List.of("", "offline"), List.of()))));
        return owners;
    }

    private static Owner owner(
            String key, List<String> held, @Nullable String unread, List<String> links, List<Owner> above) {
        String feed = key.startsWith("role") ? "role_mappings" : "group_members";
        return new Owner(
                words(key).getFirst(),
                words(key).getLast(),
                Map.of(),
                held.contains(key) ? Set.of("held") : Set.of(),
                feed.equals(unread) ? unread + " could not be read" : null,
                links,
                above);
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static List<String> ids(Set<Right> rights) {
        return rights.stream().sorted().map(Right::id).toList();
    }
}
