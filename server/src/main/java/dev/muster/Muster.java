package dev.muster;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Muster, the server.
@SpringBootApplication
class Muster {
    static void main(String[] args) {
        SpringApplication.run(Muster.class, args);
    }
}
