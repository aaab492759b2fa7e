package dev.muster.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The kit is for every application, so its sources name none: neither in code nor in comments and sentences.
class NoConnectorNamedTest {
    private static final Path SOURCES = Path.of("src", "main");

    @Test
    void no_source_names_an_application() throws IOException {
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            List<Path> files = tree.filter(Files::isRegularFile).toList();

            assertThat(files).hasSizeGreaterThan(50);
            assertThat(files).noneMatch(file -> lowerCaseOf(file).contains("pagerduty"));
        }
    }

    private static String lowerCaseOf(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
