package dev.muster.setup;

import dev.muster.web.Moment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tab Settings of an integration shows (`setup/settings`): owners, name and description as a
/// form for those who manage it, as facts for the others; what a role may not see says so.
///
/// Its form: POST `/t/{tenant}/integrations/{id}/settings` with `owner`, `secondary` (repeated), `name`,
/// `description`, `holdPercent`, `holdMinimum` and `version`.
///
/// @param people     members of the tenant, by name; empty for those who only look
/// @param form       what is filled in; its application does not change
/// @param faults     sentence by field name
/// @param version    of what the form shows, sent back to notice that somebody else saved
/// @param conflict   who saved in the meantime, as a sentence with the next step
/// @param schedule   `02:00 Europe/Lisbon`; none before it was configured
/// @param choices    answers to the settings of the connector that are no secret, by label: `Region` is `US`
/// @param limits     above what a run is held, as the form shows it
/// @param guard      above what a run is held: `20 % and more than 10`
/// @param credential none before the first was saved, and for viewers who may not see it
public record SettingsPage(
        IntegrationHead head,
        Person owner,
        List<Person> secondary,
        List<Person> people,
        AddPage.Form form,
        Map<String, String> faults,
        long version,
        @Nullable String conflict,
        @Nullable String schedule,
        Map<String, String> choices,
        Limits limits,
        String guard,
        @Nullable SavedCredential credential) {

    public SettingsPage {
        secondary = List.copyOf(secondary);
        people = List.copyOf(people);
        faults = Map.copyOf(faults);
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /// As typed: `20` percent and more than `10`.
    public record Limits(String percent, String minimum) {}

    /// @param kind        what it turned out to be: `Account key, sees everything`; none before it was
    ///                    used
    /// @param fingerprint `9f3c 51e0 a7d2`
    /// @param usedAt      when a sync began to read with it last; none before the first
    /// @param earlier     none once a sync has read with this one
    public record SavedCredential(
            String label,
            String endsIn,
            String fingerprint,
            @Nullable String kind,
            String setBy,
            Moment setAt,
            @Nullable Moment usedAt,
            @Nullable Earlier earlier) {}

    /// The credential that was replaced, kept until a sync has read with the new one; POST
    /// `.../settings/earlier-credential`
    /// with `field` puts it back.
    ///
    /// @param field id of the setting
    public record Earlier(String field, String endsIn, String setBy, Moment setAt) {}
}
