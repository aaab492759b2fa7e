package dev.muster.command;

import dev.muster.database.CannotStart;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/// Why a start failed, for the person at the console, also when nobody foresaw it: what lies at the bottom is told, not
/// how the framework wraps it.
///
/// @param failure as it was caught
record FailedStart(Throwable failure) {

    /// @param log says more
    CannotStart inWords(ListenAddress listen, Path log) {
        Optional<CannotStart> said = find(CannotStart.class)
                .or(() -> find(PortInUseException.class).map(listen::taken))
                .or(() -> find(BindException.class).map(FailedStart::notUnderstood));
        return said.orElseGet(() -> unforeseen(log));
    }

    private CannotStart unforeseen(Path log) {
        return new CannotStart(
                "Muster did not start: %s.".formatted(withoutFullStop(sentence(innermost()))),
                "Mend that if it is in your hands; the end of %s says more.".formatted(log),
                failure);
    }

    /// The value is not repeated: it may be a secret.
    private static CannotStart notUnderstood(BindException setting) {
        ConfigurationProperty property = setting.getProperty();
        String name = (property == null ? setting.getName() : property.getName())
                .toString()
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
        return new CannotStart(
                "The setting %s has a value that is not understood.".formatted(name),
                "Correct it in the environment; docs/operations.md says what it takes.",
                setting);
    }

    private <T extends Throwable> Optional<T> find(Class<T> type) {
        return causes().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Throwable innermost() {
        return causes().reduce(failure, (outer, inner) -> inner);
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /// Some faults have a message that only makes sense beside their name: `UnknownHostException: db`.
    private static String sentence(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "")
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String name = inWords(cause.getClass().getSimpleName());
        if (message.isEmpty()) {
            return name;
        }
        return message.contains(" ") ? message : name + ": " + message;
    }

    private static String inWords(String type) {
        String plain = type.replaceFirst("(?<=.)(Exception|Error)$", "");
        return plain.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
