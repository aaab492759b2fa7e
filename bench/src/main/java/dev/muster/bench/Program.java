package dev.muster.bench;

import java.nio.file.Path;
import java.util.List;

/// A way to start Muster.
///
/// @param command what stands before Muster's own arguments
record Program(List<String> command) {
    /// As a person does.
    static Program launched(Workshop workshop) {
        return new Program(List.of(workshop.home().resolve("muster").toString()));
    }

    /// The same jars without the cache and the launcher's options.
    static Program plain(Workshop workshop) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = workshop.home().resolve("server/target/muster/lib/muster.jar");
        return new Program(List.of(java.toString(), "-jar", jar.toString()));
    }
}
