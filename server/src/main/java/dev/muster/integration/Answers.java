package dev.muster.integration;

import dev.muster.connector.Description;
import dev.muster.connector.Setting;
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

    private static String first(Setting.Choice choice) {
        return choice.options().getFirst().value();
    }
}
