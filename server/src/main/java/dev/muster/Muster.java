package dev.muster;

import dev.muster.command.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Muster, the server.
@SpringBootApplication
class Muster {
    static void main(String[] args) {
        int exitCode = Commands.run(Muster.class, args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
