package dev.muster;

import dev.muster.command.Commands;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Muster, the server.
@SpringBootApplication
class Muster {
    static void main(String[] args) {
        // Muster speaks English on every machine, and 1,200 is not 1.200 there.
        Locale.setDefault(Locale.ENGLISH);
        int exitCode = Commands.run(Muster.class, args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
