package dev.muster.snapshot;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What standard output and standard error are connected to.
///
/// @param out   whether rows appear on a terminal
/// @param err   whether messages do
/// @param pipe  whether rows go to another process, which may have enough of them
/// @param width columns of the terminal, 80 when it does not tell
record Terminal(boolean out, boolean err, boolean pipe, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;
    private static final File DEVICE = new File("/dev/tty");
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int PIPE = 4;
    private static final String WHICH = """
            code=0
            test -t 1 && code=$((code + 1))
            test -t 2 && code=$((code + 2))
            { test -p /dev/fd/1 || test -S /dev/fd/1; } && code=$((code + 4))
            exit $code
            """;

    /// None at all: files, pipes, services.
    static final Terminal NONE = new Terminal(false, false, false, USUAL_WIDTH);

    /// Finds out, when it is needed.
    @FunctionalInterface
    interface Look {
        Terminal at() throws InterruptedException;
    }

    /// Asks the shell, which can tell for each of the two; Java can only tell for input and output together.
    static Terminal look() throws InterruptedException {
        try {
            int which =
                    new ProcessBuilder("sh", "-c", WHICH).inheritIO().start().waitFor();
            boolean any = (which & (OUT | ERR)) != 0;
            return new Terminal(
                    (which & OUT) != 0, (which & ERR) != 0, (which & PIPE) != 0, any ? lookForWidth() : USUAL_WIDTH);
        } catch (IOException noShell) {
            return NONE;
        }
    }

    /// Runs a command with the terminal as its input.
    ///
    /// @return what it printed; empty when it failed or there is no terminal
    static Optional<String> tell(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(DEVICE)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }

    /// `stty` answers with rows and columns: `24 80`.
    private static int lookForWidth() throws InterruptedException {
        return tell("stty", "size")
                .map(size -> size.replaceAll("^\\d+ ", ""))
                .filter(columns -> columns.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .filter(columns -> columns >= NARROWEST)
                .orElse(USUAL_WIDTH);
    }
}
