package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each parser that meets bytes from outside, with every input that fuzzing found to be of use: a folder of inputs for
/// each class whose name ends in `Fuzz`. How to look for more stands in docs/fuzzing.md.
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "fuzz");
    private static final Path CLASSES = Path.of("target", "test-classes");

    @TestFactory
    Stream<DynamicTest> every_input_that_was_kept_is_read_or_refused() throws IOException {
        List<String> targets = targets();
        assertThat(inputs().map(FuzzCorpusTest::target).distinct()).containsExactlyInAnyOrderElementsOf(targets);
        Counted.tell(
                "fuzzing",
                "Fuzzing: %d parsers of outside bytes, %,d inputs kept".formatted(targets.size(), inputs().count()));
        return targets.stream().map(target -> DynamicTest.dynamicTest(target, () -> readAll(target)));
    }

    private static List<String> targets() throws IOException {
        try (Stream<Path> classes = Files.walk(CLASSES)) {
            return classes.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith("Fuzz.class"))
                    .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
        }
    }

    private static Stream<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS, 2)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static String target(Path input) {
        return CORPUS.relativize(input).getName(0).toString();
    }

    private static void readAll(String target) throws Exception {
        Method method = Class.forName(target).getMethod("fuzzerTestOneInput", byte[].class);
        for (Path input : inputs().filter(file -> target(file).equals(target)).toList()) {
            read(method, input);
        }
    }

    private static void read(Method method, Path input) throws Exception {
        try {
            method.invoke(null, (Object) Files.readAllBytes(input));
        } catch (InvocationTargetException broken) {
            throw new AssertionError("Broke on " + input, broken.getCause());
        }
    }
}
