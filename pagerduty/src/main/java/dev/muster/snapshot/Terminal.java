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
/// @param width columns of the terminal, 80 when it does not tell
record Terminal(boolean out, boolean err, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;
    private static final File DEVICE = new File("/dev/tty");
    private static final String WHICH = "code=0; test -t 1 && code=1; test -t 2 && code=$((code + 2)); exit $code";

    /// None at all: files, pipes, services.
    static final Terminal NONE = new Terminal(false, false, USUAL_WIDTH);

    /// Asks the shell, which can tell for each of the two; Java can only tell for input and output together.
    static Terminal look() throws InterruptedException {
        try {
            int which =
                    new ProcessBuilder("sh", "-c", WHICH).inheritIO().start().waitFor();
            return which == 0 ? NONE : new Terminal((which & 1) != 0, (which & 2) != 0, lookForWidth());
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
