package dev.muster.connector;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One thing an administrator fills in to connect the application.
public sealed interface Setting {

    /// Stable key under which [Configuration] holds the answer: `access_token`.
    String id();

    /// As the form shows it: `Access Token`.
    String label();

    /// One sentence below the field.
    String hint();

    /// The answer to another setting that makes this one matter; none when it always does. A setting that does not
    /// matter is neither asked for nor required.
    @Nullable
    When when();

    /// Whether the setting matters, given what was chosen.
    default boolean matters(Map<String, String> choices) {
        When when = when();
        return when == null || when.value().equals(choices.get(when.choice()));
    }

    /// A credential: write-only, sealed at rest, shown afterwards only by its last four characters.
    ///
    /// @param steps how one is made that shows what is needed and no more, in order; sentences. None when the hint
    ///     says enough
    record SecretText(
            String id,
            String label,
            String hint,
            List<String> steps,
            @Nullable When when) implements Setting {
        public SecretText {
            steps = List.copyOf(steps);
        }

        public SecretText(String id, String label, String hint, @Nullable When when) {
            this(id, label, hint, List.of(), when);
        }
    }

    /// A short plain text that is no secret: a client id, a subdomain. Required where it matters.
    ///
    /// @param pattern regular expression the whole answer must match
    /// @param example shown in the empty field: `acme`
    record Text(
            String id,
            String label,
            String hint,
            String pattern,
            String example,
            @Nullable When when) implements Setting {}

    /// One of a few values; the first is preselected.
    record Choice(
            String id,
            String label,
            String hint,
            List<Option> options,
            @Nullable When when) implements Setting {
        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("Setting %s offers nothing to choose from".formatted(id));
            }
        }
    }

    /// Any number of a few values, none included. The answer is one text, the values with commas between, in the
    /// order of the options.
    ///
    /// @param always how every answer begins, what is read whatever is chosen: `standard`; empty usually
    record Several(
            String id,
            String label,
            String hint,
            List<Option> options,
            String always,
            @Nullable When when) implements Setting {
        /// An answer that chooses every option, also those that a later version adds to the form.
        public static final String ALL = "all";

        public Several {
            options = List.copyOf(options);
            if (options.stream()
                    .anyMatch(option ->
                            option.value().contains(",") || option.value().isBlank())) {
                throw new IllegalArgumentException("A value of setting %s is empty or holds a comma".formatted(id));
            }
        }

        /// The answer that chooses some options.
        public String answer(Collection<String> chosen) {
            return Stream.concat(
                            Stream.of(always).filter(begin -> !begin.isEmpty()),
                            options.stream().map(Option::value).filter(chosen::contains))
                    .collect(Collectors.joining(","));
        }

        /// The values that an answer chooses, in its own order; those that no option offers too.
        public Set<String> chosen(String answer) {
            Set<String> chosen = new LinkedHashSet<>();
            for (String word : answer.split(",")) {
                if (word.strip().equals(ALL)) {
                    options.forEach(option -> chosen.add(option.value()));
                } else if (!word.isBlank() && !word.strip().equals(always)) {
                    chosen.add(word.strip());
                }
            }
            return chosen;
        }

        /// Whether an answer chooses nothing that is not offered.
        public boolean offers(String answer) {
            return options.stream()
                    .map(Option::value)
                    .collect(Collectors.toSet())
                    .containsAll(chosen(answer));
        }
    }

    /// @param value what is stored: `eu`
    /// @param label what is shown: `EU`
    /// @param hint  a second line: `api.eu.pagerduty.com`
    record Option(String value, String label, String hint) {}

    /// @param choice id of a [Choice] that comes earlier in the form
    /// @param value  the option that must be chosen there
    record When(String choice, String value) {}
}
