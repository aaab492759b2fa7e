package dev.muster.setup;

import dev.muster.web.Badge;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the page Configure and Integrate shows (`setup/configure`).
///
/// Its form: POST `/t/{tenant}/integrations/{id}/configure` with one parameter per setting of the connector (by
/// its id; an empty secret keeps the saved one), `dailyAt`, `zone`, `version`, and `anyway` from the button
/// that saves a refused credential, with the [TestResult#identity] that was refused. The same form goes to
/// `.../test`, which answers the fragment `setup/testResult` to htmx and this page with [#test]
/// otherwise.
///
/// @param fields     the settings of the connector, in the order of its form
/// @param dailyAt    `02:00`, as typed
/// @param zone       id of a time zone
/// @param zones      ids to choose from
/// @param next       when the next daily sync starts; none while the time is not valid
/// @param faults     sentence by field name
/// @param version    of the settings that the form shows, sent back to notice that somebody else saved
/// @param configured whether settings were ever saved
/// @param test       result of the last test; none before the first
/// @param warning    why saving needs a second look, as a sentence; then `Save anyway` is offered
/// @param conflict   who saved in the meantime, as a sentence with the next step
public record ConfigurePage(
        String id,
        String name,
        Badge badge,
        List<Field> fields,
        String dailyAt,
        String zone,
        List<String> zones,
        @Nullable Moment next,
        Map<String, String> faults,
        long version,
        boolean configured,
        @Nullable TestResult test,
        @Nullable String warning,
        @Nullable String conflict) {

    public ConfigurePage {
        fields = List.copyOf(fields);
        zones = List.copyOf(zones);
        faults = Map.copyOf(faults);
    }

    /// Whether nothing was ever saved or sent, so that no field holds what somebody chose.
    public boolean isUntouched() {
        return !configured && test == null && warning == null && conflict == null && faults.isEmpty();
    }

    /// One setting of the connector.
    public sealed interface Field {

        /// Name of the form field: `access_token`.
        String id();

        String label();

        /// One sentence below the field.
        String hint();
    }

    /// Write-only.
    ///
    /// @param steps  how one is made, in order; none when the hint says enough
    /// @param endsIn last four characters of the saved one; none before the first was saved
    public record SecretField(
            String id,
            String label,
            String hint,
            List<String> steps,
            @Nullable String endsIn) implements Field {}

    /// A short plain text.
    ///
    /// @param value   as typed
    /// @param example shown while it is empty
    public record TextField(String id, String label, String hint, String value, String example) implements Field {}

    /// @param chosen   value of one of the options
    /// @param governed the settings that matter only with one of the options, in the order of the form
    public record ChoiceField(
            String id, String label, String hint, List<Option> options, String chosen, List<Governed> governed)
            implements Field {
        public ChoiceField {
            options = List.copyOf(options);
            governed = List.copyOf(governed);
        }
    }

    /// @param chosen values of some of the options
    public record SeveralField(String id, String label, String hint, List<Option> options, Set<String> chosen)
            implements Field {
        public SeveralField {
            options = List.copyOf(options);
            chosen = Set.copyOf(chosen);
        }
    }

    /// A setting that matters only with one option of a choice. Every option's are in the page; its style shows
    /// those of the option that is checked, and a browser that cannot tell shows all with [#onlyWith].
    ///
    /// @param option   place of the option in its choice, from 1
    /// @param onlyWith label of the option
    public record Governed(int option, String onlyWith, Field field) {}

    /// @param hint second line: `api.example.com`
    public record Option(String value, String label, String hint) {}
}
