package dev.muster.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/// Asks a server for what people see first, then stops it.
final class Rehearsal implements Companion {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> FIRST_SEEN = List.of("/", "/sign-in", "/assets/muster.css");

    /// Its own database and key, whatever the environment names.
    @Override
    public List<String> settings() {
        return List.of(
                "--muster.database.url=",
                "--muster.master-key=",
                "--muster.master-key-file=",
                "--CREDENTIALS_DIRECTORY=");
    }

    @Override
    public void announced(ApplicationContext server, String url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : FIRST_SEEN) {
                ask(http, URI.create(url + path));
            }
        }
        SpringApplication.exit(server);
    }

    private static void ask(HttpClient http, URI page) {
        var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(page + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for " + page, e);
        }
    }
}
