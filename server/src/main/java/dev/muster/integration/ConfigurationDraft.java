package dev.muster.integration;

import dev.muster.connector.Description;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What somebody filled in under Configure and Integrate, as it came: nothing is checked yet.
///
/// @param choices  value by setting id, of choices, of several values and of texts
/// @param secrets  only those typed in; a missing one means the saved one stays
/// @param dailyAt  `HH:MM`
/// @param timeZone an IANA name: `Europe/Oslo`
public record ConfigurationDraft(
        Map<String, String> choices, Map<String, Secret> secrets, String dailyAt, String timeZone) {
    private static final int LONGEST_TEXT = 200;
    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("H:mm");

    public ConfigurationDraft {
        choices = Map.copyOf(choices);
        secrets = Map.copyOf(secrets);
    }

    /// Without the answers that do not matter, given the others.
    public ConfigurationDraft thatMatters(Description application) {
        Map<String, String> answers = Answers.thatMatter(application, choices);
        Map<String, Secret> typed = new LinkedHashMap<>();
        application.settings().stream()
                .filter(setting -> secrets.containsKey(setting.id()) && setting.matters(answers))
                .forEach(setting -> typed.put(setting.id(), Objects.requireNonNull(secrets.get(setting.id()))));
        return new ConfigurationDraft(answers, typed, dailyAt, timeZone);
    }

    /// The answers that matter and the schedule.
    ///
    /// @throws InvalidInput with every fault there is
    Checked check(Description application, Integration saved) {
        return check(application, saved, Map.of());
    }

    /// @param known faults that were found before
    /// @throws InvalidInput with every fault there is, the known ones included
    public void requireFaultless(Description application, Integration saved, Map<String, String> known) {
        check(application, saved, known);
    }

    private Checked check(Description application, Integration saved, Map<String, String> known) {
        Map<String, String> faults = new LinkedHashMap<>(known);
        ConfigurationDraft asked = thatMatters(application);
        Set<String> neededSecrets = new LinkedHashSet<>();
        for (Setting setting : application.settings()) {
            if (setting.matters(asked.choices)) {
                switch (setting) {
                    case Setting.Choice choice -> asked.checkChoice(choice, faults);
                    case Setting.Several several -> asked.checkSeveral(several, faults);
                    case Setting.Text text -> asked.checkText(text, faults);
                    case Setting.SecretText secret -> {
                        neededSecrets.add(secret.id());
                        asked.checkSecret(secret, saved, faults);
                    }
                }
            }
        }
        Optional<LocalTime> time = parseTime(faults);
        Optional<ZoneId> zone = parseZone(faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Checked(
                stripped(asked.choices), asked.secrets, neededSecrets, time.orElseThrow(), zone.orElseThrow());
    }

    /// Names what would be connected with: the credentials by their fingerprints, and the choices. Whoever
    /// accepts that it was refused accepts it for this and nothing else.
    public String identity(Integration saved) {
        Map<String, String> identity = new TreeMap<>(choices);
        saved.credentials().forEach(credential -> identity.put(credential.field(), credential.fingerprint()));
        secrets.forEach((field, secret) -> identity.put(field, secret.fingerprint()));
        return identity.toString();
    }

    private static Map<String, String> stripped(Map<String, String> answers) {
        Map<String, String> stripped = new LinkedHashMap<>(answers);
        stripped.replaceAll((setting, answer) -> answer.strip());
        return stripped;
    }

    private void checkChoice(Setting.Choice choice, Map<String, String> faults) {
        String chosen = choices.get(choice.id());
        if (choice.options().stream().noneMatch(option -> option.value().equals(chosen))) {
            faults.put(choice.id(), "Choose one of the offered values for " + choice.label());
        }
    }

    private void checkSeveral(Setting.Several several, Map<String, String> faults) {
        if (!several.offers(choices.getOrDefault(several.id(), ""))) {
            faults.put(
                    several.id(),
                    "Choose some of the offered values for %s: %s"
                            .formatted(
                                    several.label(),
                                    several.options().stream()
                                            .map(Setting.Option::value)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private void checkText(Setting.Text text, Map<String, String> faults) {
        String written = choices.getOrDefault(text.id(), "").strip();
        if (written.isEmpty()) {
            faults.put(text.id(), "Fill in the %s".formatted(text.label()));
        } else if (written.length() > LONGEST_TEXT || !written.matches(text.pattern())) {
            faults.put(text.id(), "This is no %s. One looks like this: %s".formatted(text.label(), text.example()));
        }
    }

    private void checkSecret(Setting.SecretText setting, Integration saved, Map<String, String> faults) {
        Secret typed = secrets.get(setting.id());
        if (typed == null) {
            if (saved.credential(setting.id()).isEmpty()) {
                faults.put(setting.id(), "Paste the %s".formatted(setting.label()));
            }
        } else if (typed.expose().length() > 1_000) {
            faults.put(setting.id(), "This is too long for an %s. Copy it again".formatted(setting.label()));
        } else if (typed.expose().chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ')) {
            faults.put(setting.id(), "Paste the %s without spaces or line breaks".formatted(setting.label()));
        }
    }

    private Optional<LocalTime> parseTime(Map<String, String> faults) {
        try {
            return Optional.of(LocalTime.parse(dailyAt.strip(), HOUR_AND_MINUTE));
        } catch (DateTimeException malformed) {
            faults.put("dailyAt", "Write the time as HH:MM, from 00:00 to 23:59");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> parseZone(Map<String, String> faults) {
        if (ZoneId.getAvailableZoneIds().contains(timeZone.strip())) {
            return Optional.of(ZoneId.of(timeZone.strip()));
        }
        faults.put("timeZone", "Choose a time zone by its name, such as Europe/Oslo");
        return Optional.empty();
    }

    /// A draft without faults.
    ///
    /// @param choices       answers that matter
    /// @param secrets       typed in, of those that matter
    /// @param neededSecrets ids of the secrets that matter; any other saved one is of no use any more
    record Checked(
            Map<String, String> choices,
            Map<String, Secret> secrets,
            Set<String> neededSecrets,
            LocalTime dailyAt,
            ZoneId timeZone) {}
}
