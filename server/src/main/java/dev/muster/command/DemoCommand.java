package dev.muster.command;

import dev.muster.demo.Demo;
import dev.muster.demo.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster demo`: a server with two tenants and a simulated account to look at, all on this machine.
@Command(
        name = "demo",
        description = "Start a server with a simulated account, two tenants and a sign-in for each role.",
        footer = {"", "The account's size and seed count on the first start of a data folder; later it is kept."})
final class DemoCommand implements Callable<Integer> {
    private final Class<?> application;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything that is kept (default: the folder of serve with -demo at its end).")
    @Nullable
    private Path data;

    @Option(names = "--users", paramLabel = "N", description = "Users of the simulated account (default: 250).")
    @Nullable
    private Integer users;

    @Option(names = "--teams", paramLabel = "N", description = "Teams of the simulated account (default: 24).")
    @Nullable
    private Integer teams;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same numbers give the same account, down to the last id (default: 7).")
    @Nullable
    private Long seed;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Milliseconds the simulated account takes for an answer (default: ${DEFAULT-VALUE}).")
    private int latency;

    DemoCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        Wanted wanted = wanted();
        return new Server(application, listen, folder())
                .start(own -> new Accompanied(Demo.open(own, wanted), listen.logFormat));
    }

    private Wanted wanted() {
        try {
            return new Wanted(users, teams, seed, Duration.ofMillis(latency));
        } catch (IllegalArgumentException outOfBounds) {
            throw new ParameterException(spec.commandLine(), String.valueOf(outOfBounds.getMessage()), outOfBounds);
        }
    }

    private Path folder() {
        return data != null ? data : beside(ServeOptions.defaultFolder());
    }

    static Path beside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + "-demo");
    }

    private record Accompanied(Demo demo, LogFormat format) implements Companion {
        @Override
        public List<String> settings() {
            return demo.settings();
        }

        @Override
        public void prepare(ConfigurableApplicationContext server) {
            demo.prepare(server);
        }

        @Override
        public void started(ApplicationContext server) {
            Hush.during(() -> demo.fill(server, format.people()::println));
        }

        @Override
        public void announced(ApplicationContext server, String url) {
            format.people().print(demo.introduce(server, url));
        }

        @Override
        public void close() {
            demo.close();
        }
    }
}
