package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.rights.Verdicts.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the resources of a revision stand to one account: alike ones are in one class, and decided about once.
///
/// @param strangers what resources are alike by that the account has nothing to do with
/// @param near      classes of those it has something to do with
/// @param apart     decisions about these
/// @param strange   decisions about all others, by class
public record ResourceClasses(
        Strangers strangers,
        Map<Key, ResourceClass> near,
        Map<ResourceClass, Verdict> apart,
        Map<String, Verdict> strange) {
    /// For questions that need none.
    static final ResourceClasses NONE = new ResourceClasses(Strangers.NOBODY, Map.of(), Map.of(), Map.of());

    public ResourceClasses {
        near = Map.copyOf(near);
        apart = Map.copyOf(apart);
        strange = Map.copyOf(strange);
    }

    /// The decisions, those near and all others.
    public Verdicts verdicts() {
        Map<Object, Verdict> all = new HashMap<>(strange);
        all.putAll(apart);
        return new Verdicts(all);
    }

    /// How many resources of some types a filter lets through.
    long admitted(RightFilter filter, List<String> types) {
        return verdicts().only(types::contains).admitted(filter);
    }

    /// Fills in which resources a filter lets through: `:admitted...` and, of those that are not in `:apart...`,
    /// those of `:classes`.
    JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement, Rulebook book, RightFilter filter) {
        List<Key> all = List.copyOf(near.keySet());
        List<Key> admitted =
                all.stream().filter(key -> filter.admits(decision(key))).toList();
        return AccountVerdicts.classed(statement, book, strangers)
                .param("apartTypes", all.stream().map(Key::type).toArray(String[]::new))
                .param("apartIds", all.stream().map(Key::id).toArray(String[]::new))
                .param("admittedTypes", admitted.stream().map(Key::type).toArray(String[]::new))
                .param("admittedIds", admitted.stream().map(Key::id).toArray(String[]::new))
                .param("classes", admittedStrangers(filter));
    }

    private Decision decision(Key resource) {
        return Objects.requireNonNull(apart.get(near.get(resource)), resource.id())
                .decision();
    }

    private String[] admittedStrangers(RightFilter filter) {
        return strange.entrySet().stream()
                .filter(each -> filter.admits(each.getValue().decision()))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }
}
