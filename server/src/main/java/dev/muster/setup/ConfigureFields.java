package dev.muster.setup;

import dev.muster.connector.Setting;
import dev.muster.integration.Integration;
import dev.muster.setup.ConfigurePage.ChoiceField;
import dev.muster.setup.ConfigurePage.Field;
import dev.muster.setup.ConfigurePage.Governed;
import dev.muster.setup.ConfigurePage.SecretField;
import dev.muster.setup.ConfigurePage.SeveralField;
import dev.muster.setup.ConfigurePage.TextField;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The form of a connector's settings. A setting that matters only with one option of a choice stands below
/// that choice.
final class ConfigureFields {
    private final List<Setting> settings;
    private final Map<String, String> answers;
    private final Integration saved;

    private ConfigureFields(List<Setting> settings, Map<String, String> answers, Integration saved) {
        this.settings = settings;
        this.answers = answers;
        this.saved = saved;
    }

    /// @param answers what to fill in, by setting id
    /// @param saved   what is saved of the secrets
    static List<Field> of(List<Setting> settings, Map<String, String> answers, Integration saved) {
        var form = new ConfigureFields(settings, answers, saved);
        return settings.stream()
                .filter(setting -> setting.when() == null)
                .map(form::field)
                .toList();
    }

    private Field field(Setting setting) {
        return switch (setting) {
            case Setting.SecretText secret ->
                new SecretField(
                        secret.id(),
                        secret.label(),
                        secret.hint(),
                        secret.steps(),
                        saved.credential(secret.id())
                                .map(Integration.SavedCredential::lastFour)
                                .orElse(null));
            case Setting.Text text ->
                new TextField(
                        text.id(), text.label(), text.hint(), answers.getOrDefault(text.id(), ""), text.example());
            case Setting.Choice choice ->
                new ChoiceField(
                        choice.id(),
                        choice.label(),
                        choice.hint(),
                        options(choice.options()),
                        answers.getOrDefault(
                                choice.id(), choice.options().getFirst().value()),
                        governed(choice));
            case Setting.Several several ->
                new SeveralField(
                        several.id(),
                        several.label(),
                        several.hint(),
                        options(several.options()),
                        several.chosen(answers.getOrDefault(several.id(), "")));
        };
    }

    private static List<ConfigurePage.Option> options(List<Setting.Option> options) {
        return options.stream()
                .map(option -> new ConfigurePage.Option(option.value(), option.label(), option.hint()))
                .toList();
    }

    private List<Governed> governed(Setting.Choice choice) {
        return settings.stream()
                .flatMap(setting -> IntStream.range(0, choice.options().size())
                        .filter(place -> new Setting.When(
                                        choice.id(), choice.options().get(place).value())
                                .equals(setting.when()))
                        .mapToObj(place -> new Governed(
                                place + 1, choice.options().get(place).label(), field(setting))))
                .toList();
    }
}
