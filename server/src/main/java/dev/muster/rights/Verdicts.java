package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Decisions about things that are alike, made once for all of them. What is alike has the same class.
///
/// @param byClass decision and number of things, by class
public record Verdicts(Map<Object, Verdict> byClass) {
    public Verdicts {
        byClass = Map.copyOf(byClass);
    }

    /// @param type   of the resources
    /// @param things how many are alike
    record Verdict(String type, Decision decision, long things) {}

    /// @throws NullPointerException when the class is of another revision
    public Decision of(Object alike) {
        return Objects.requireNonNull(byClass.get(alike), alike::toString).decision();
    }

    /// How many things a filter lets through.
    public long admitted(RightFilter filter) {
        return count(verdict -> filter.admits(verdict.decision()));
    }

    public long all() {
        return count(verdict -> true);
    }

    public long able(Right right) {
        return count(verdict -> verdict.decision().rights().contains(right));
    }

    /// The same by the rule that decided, whichever decided most often first.
    public Map<String, Long> ableByRule(Right right) {
        Map<String, Long> byRule = byClass.values().stream()
                .filter(verdict -> verdict.decision().rights().contains(right))
                .collect(Collectors.groupingBy(
                        verdict -> verdict.decision().rule(), TreeMap::new, Collectors.summingLong(Verdict::things)));
        return byRule.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /// About how many things nobody can tell whether there is that right.
    public long open(Right right) {
        return count(verdict -> verdict.decision().open().contains(right));
    }

    /// About how many things anything can be done for certain.
    public long able() {
        return count(verdict -> !verdict.decision().rights().isEmpty());
    }

    /// About how many things a decision is not certain.
    public long uncertain() {
        return count(verdict -> !verdict.decision().certain());
    }

    /// About how many things as much of it is known.
    public long of(Certainty certainty) {
        return count(verdict -> Certainty.of(verdict.decision()) == certainty);
    }

    /// Whether what the rules cannot take into account may change one of them.
    public boolean isBounded() {
        return byClass.values().stream().anyMatch(verdict -> verdict.decision().bounded());
    }

    /// Those about some types of resources.
    public Verdicts only(Predicate<String> type) {
        return new Verdicts(byClass.entrySet().stream()
                .filter(each -> type.test(each.getValue().type()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private long count(Predicate<Verdict> counted) {
        return byClass.values().stream()
                .filter(counted)
                .mapToLong(Verdict::things)
                .sum();
    }
}
