package dev.muster.web;

import dev.muster.database.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the web server's folders below the data folder: a container's other files may be read-only.
@Configuration(proxyBeanMethods = false)
class TemporaryFiles {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> belowTheDataFolder(DataFolder data) {
        Path own = data.temporary().resolve("tomcat");
        Path documents = own.resolve("documents");
        return factory -> {
            make(documents);
            factory.setBaseDirectory(own.toFile());
            factory.setDocumentRoot(documents.toFile());
        };
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be made".formatted(folder), e);
        }
    }
}
