package dev.muster.rights;

import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the resources of a revision are alike to an account that has nothing to do with them: what is known of their
/// owners is the same but for the names, which stand in sentences only. So rights on them are decided about once.
///
/// @param numbers   of all groups: those that make the same difference have the same
/// @param examples  one group of each number, in their order
/// @param resources how many are in each class, as statements spell it
record Strangers(Map<Key, Integer> numbers, List<Key> examples, Map<String, Long> resources) {
    /// Of a group that nothing else tells about.
    private static final Key STRANGE = new Key("?", "?");
    /// For questions that need none.
    static final Strangers NOBODY = new Strangers(Map.of(), List.of(), Map.of());

    private static final Levels NONE = new Levels(Set.of(), Map.of());

    Strangers {
        numbers = Map.copyOf(numbers);
        examples = List.copyOf(examples);
        resources = Map.copyOf(resources);
    }

    /// Without any resources yet.
    static Strangers of(Rulebook book) {
        Map<Owner, Integer> known = new HashMap<>();
        Map<Key, Integer> numbers = new HashMap<>();
        List<Key> examples = new ArrayList<>();
        book.groups().keySet().forEach(group -> {
            Integer number = known.computeIfAbsent(book.nameless(group, NONE), owner -> {
                examples.add(group);
                return examples.size() - 1;
            });
            numbers.put(group, number);
        });
        return new Strangers(numbers, examples, Map.of());
    }

    Strangers with(Map<String, Long> counted) {
        return new Strangers(numbers, examples, counted);
    }

    /// What it takes to remember them.
    int size() {
        return 1 + numbers.size() + resources.size();
    }

    /// A group of this number.
    Key example(int number) {
        return number < 0 ? STRANGE : examples.get(number);
    }

    int number(Key group) {
        return numbers.getOrDefault(group, -1);
    }

    /// Fills in what statements that number groups take.
    JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement) {
        List<Key> groups = List.copyOf(numbers.keySet());
        return statement
                .param("groupTypes", groups.stream().map(Key::type).toArray(String[]::new))
                .param("groupIds", groups.stream().map(Key::id).toArray(String[]::new))
                .param("groupNumbers", groups.stream().map(numbers::get).toArray(Integer[]::new));
    }
}
