package dev.muster.rights;

import dev.muster.connector.Key;
import dev.muster.rights.Verdicts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the accounts of a revision stand to one resource: alike ones are in one class, and decided about once.
///
/// @param verdicts by class
/// @param apart    classes of the accounts that hold something on the resource itself or on its owners
/// @param byLevel  classes of all others, by the levels they hold on the application as a whole, as [HeldLevels] spells
///                 them
public record AccountClasses(Verdicts verdicts, Map<Key, String> apart, Map<Optional<String>, String> byLevel) {
    public AccountClasses {
        apart = Map.copyOf(apart);
        byLevel = Map.copyOf(byLevel);
    }

    /// Decision about an account.
    ///
    /// @param level its levels on the application as a whole, as [HeldLevels] spells them
    Verdict of(Key account, @Nullable String level) {
        String alike = apart.getOrDefault(account, byLevel.get(Optional.ofNullable(level)));
        return Objects.requireNonNull(verdicts.byClass().get(alike), alike);
    }

    /// How many accounts a filter lets through.
    long admitted(RightFilter filter) {
        return verdicts.admitted(filter);
    }

    /// Accounts that stand apart, as statements name them.
    String[] namedApart() {
        return apart.keySet().stream().map(AccountClasses::named).toArray(String[]::new);
    }

    /// Those of them that a filter lets through.
    String[] namedAdmitted(RightFilter filter) {
        return apart.entrySet().stream()
                .filter(each -> filter.admits(verdicts.of(each.getValue())))
                .map(each -> named(each.getKey()))
                .toArray(String[]::new);
    }

    /// Levels of the other accounts that it lets through.
    List<Optional<String>> admittedLevels(RightFilter filter) {
        return byLevel.entrySet().stream()
                .filter(each -> verdicts.byClass().containsKey(each.getValue()))
                .filter(each -> filter.admits(verdicts.of(each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Types hold no space.
    private static String named(Key account) {
        return account.type() + " " + account.id();
    }
}
