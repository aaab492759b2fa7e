package dev.muster.rights;

import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Groups that make the same difference to one account have one number: what is known of them and of all that reaches
/// them, and what the account holds there, is the same but for the names. Names stand in sentences only, so rights on
/// what such groups own are decided about once.
///
/// @param numbers  of all groups of a revision
/// @param examples one group of each number, in their order
record GroupKinds(Map<Key, Integer> numbers, List<Key> examples) {
    /// Of a group that nothing else tells about.
    private static final Key STRANGE = new Key("?", "?");

    /// For statements that ask for no kind.
    static final GroupKinds NONE = new GroupKinds(Map.of(), List.of());

    static GroupKinds of(Rulebook book, Levels levels) {
        Map<Owner, Integer> known = new HashMap<>();
        Map<Key, Integer> numbers = new HashMap<>();
        List<Key> examples = new ArrayList<>();
        book.groups().keySet().forEach(group -> {
            Integer number = known.computeIfAbsent(book.nameless(group, levels), owner -> {
                examples.add(group);
                return examples.size() - 1;
            });
            numbers.put(group, number);
        });
        return new GroupKinds(numbers, examples);
    }

    /// A group of this number.
    Key example(int number) {
        return number < 0 ? STRANGE : examples.get(number);
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
