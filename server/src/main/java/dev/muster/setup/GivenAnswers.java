package dev.muster.setup;

import dev.muster.connector.Description;
import dev.muster.connector.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ids of what a script sent to configure an integration. A page shows every field and sends them all; who writes
/// a body by hand and names a setting that does not exist or does not count is mistaken, and is told so rather than
/// thanked for something that was not saved.
///
/// @param settings under `settings`
/// @param secrets  under `secrets`
record GivenAnswers(Collection<String> settings, Collection<String> secrets) {

    /// What is wrong with them, by id.
    ///
    /// @param answers all answers that matter, those saved before included
    Map<String, String> faults(Description application, Map<String, String> answers) {
        Map<String, String> faults = new LinkedHashMap<>();
        settings.forEach(id -> fault(application, answers, id, false).ifPresent(fault -> faults.put(id, fault)));
        secrets.forEach(id -> fault(application, answers, id, true).ifPresent(fault -> faults.put(id, fault)));
        return faults;
    }

    private static Optional<String> fault(
            Description application, Map<String, String> answers, String id, boolean secret) {
        Optional<Setting> known = application.settings().stream()
                .filter(setting -> setting.id().equals(id) && secret == setting instanceof Setting.SecretText)
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of("%s has no %s of this name. There are: %s"
                    .formatted(application.name(), secret ? "secret" : "setting", names(application, secret)));
        }
        return known.filter(setting -> !setting.matters(answers))
                .map(Setting::when)
                .map(when -> "It counts only when %s is %s. Choose that, or leave this out"
                        .formatted(when.choice(), when.value()));
    }

    private static String names(Description application, boolean secret) {
        return application.settings().stream()
                .filter(setting -> secret == setting instanceof Setting.SecretText)
                .map(Setting::id)
                .collect(Collectors.joining(", "));
    }
}
