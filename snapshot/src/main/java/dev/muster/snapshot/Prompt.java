package dev.muster.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Asks at the terminal itself, whatever input and output are connected to, and does not show the answer.
final class Prompt {
    private static final String TERMINAL = "/dev/tty";

    private Prompt() {}

    /// The answer without its line end; empty when there is no terminal, or nothing was typed.
    static Optional<String> ask(String question) throws InterruptedException {
        Optional<String> manners = Terminal.tell("stty", "-g");
        return manners.isEmpty() ? Optional.empty() : askSilently(question, manners.get());
    }

    /// Ctrl-C must not leave a terminal behind that shows nothing of what is typed.
    private static Optional<String> askSilently(String question, String manners) throws InterruptedException {
        Thread mend = Thread.ofPlatform().unstarted(() -> restore(manners));
        Runtime.getRuntime().addShutdownHook(mend);
        try {
            Terminal.tell("stty", "-echo");
            say(question);
            String answer = readLine();
            say("\n");
            return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
        } catch (IOException noTerminal) {
            return Optional.empty();
        } finally {
            restore(manners);
            Runtime.getRuntime().removeShutdownHook(mend);
        }
    }

    private static void restore(String manners) {
        try {
            Terminal.tell("stty", manners);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String words) throws IOException {
        try (var terminal = new FileOutputStream(TERMINAL)) {
            terminal.write(words.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        try (InputStream terminal = new FileInputStream(TERMINAL)) {
            for (int next = terminal.read(); next >= 0 && next != '\n'; next = terminal.read()) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
