package dev.muster.integration;

import dev.muster.connector.Description;
import dev.muster.connector.Setting;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was chosen and written, as far as it matters: an answer to a setting that another answer made pointless
/// does not count, and a choice nobody made is its first option.
final class Answers {
    private Answers() {}

    /// @param given value by setting id, of choices and texts
    static Map<String, String> thatMatter(Description application, Map<String, String> given) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Setting setting : application.settings()) {
            if (setting.matters(answers)) {
                switch (setting) {
                    case Setting.Choice choice ->
                        answers.put(choice.id(), given.getOrDefault(choice.id(), first(choice)));
                    case Setting.Text text -> answers.put(text.id(), given.getOrDefault(text.id(), ""));
                    case Setting.SecretText secret -> {}
                }
            }
        }
        return answers;
    }

    /// What matters of what is given, each choice being one of those that are offered.
    ///
    /// @throws InvalidInput when one is not
    static Map<String, String> chosen(Description application, Map<String, String> given) {
        Map<String, String> answers = thatMatter(application, given);
        var faults = new Faults();
        for (Setting setting : application.settings()) {
            if (setting instanceof Setting.Choice choice
                    && choice.options().stream()
                            .noneMatch(option -> option.value().equals(answers.get(choice.id())))) {
                faults.add(choice.id(), "Choose one of the offered values for " + choice.label());
            }
        }
        faults.throwIfAny();
        return answers;
    }

    private static String first(Setting.Choice choice) {
        return choice.options().getFirst().value();
    }
}
