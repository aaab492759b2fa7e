package dev.muster.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster rehearse`: a server that starts, shows its first pages to itself and stops, from which Java learns what a
/// start needs. The launcher gives it an empty folder and deletes it afterwards.
@Command(
        name = "rehearse",
        hidden = true,
        description = "Start a server on an empty folder, ask it for its first pages, stop it.")
final class RehearseCommand implements Callable<Integer> {
    private final Class<?> application;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder that is thrown away.")
    @Nullable
    private Path data;

    RehearseCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        var listen = new ListenOptions();
        listen.port = 0;
        // At the end Java writes down what it has learnt, which takes as long as it takes.
        listen.endsInTime = false;
        return new Server(application, listen, Path.of(String.valueOf(data))).start(own -> new Rehearsal());
    }
}
