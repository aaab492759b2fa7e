package dev.muster.command;

import dev.muster.simulator.SimulateCommand;
import dev.muster.snapshot.SnapshotCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/// All that `muster` can be told to do. Without a command it serves.
@Command(
        name = "muster",
        description = "Shows who has what access in the tools a company runs on.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {HelpCommand.class},
        footer = {"", "Settings in the environment, backup and upgrades: docs/operations.md"})
public final class Commands implements Callable<Integer> {
    private final Class<?> application;

    @Mixin
    private final ServeOptions options = new ServeOptions();

    private Commands(Class<?> application) {
        this.application = application;
    }

    /// Does what the arguments say. The server, once started, keeps running after this returns.
    ///
    /// @param application the Spring application that `serve` and `demo` start
    /// @return the exit code: 0 done or running, 1 not started, 2 not understood, and those of [SnapshotCommand]
    public static int run(Class<?> application, String... args) {
        return new CommandLine(new Commands(application))
                .addSubcommand(new Serve(application))
                .addSubcommand(new DemoCommand(application))
                .addSubcommand(SnapshotCommand.line())
                .addSubcommand(new BackupCommand(version(application)))
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new ExportCommand(version(application)))
                .addSubcommand(new TenantCommand(version(application)))
                .addSubcommand(new UserCommand())
                .addSubcommand(new AuditCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new RehearseCommand(application))
                .addSubcommand(new MasterKeyCommand())
                .addSubcommand(new KeysCommand())
                .addSubcommand(new Version(application))
                .execute(args);
    }

    @Override
    public Integer call() {
        return new Server(application, options.listen, options.dataFolder()).start();
    }

    private static String version(Class<?> application) {
        String version = application.getPackage().getImplementationVersion();
        return version == null ? "(built here)" : version;
    }

    @Command(name = "serve", description = "Start the server; so does muster without a command.")
    static final class Serve implements Callable<Integer> {
        private final Class<?> application;

        @Mixin
        private final ServeOptions options = new ServeOptions();

        Serve(Class<?> application) {
            this.application = application;
        }

        @Override
        public Integer call() {
            return new Server(application, options.listen, options.dataFolder()).start();
        }
    }

    @Command(name = "version", description = "Print the version of Muster and of its Java.")
    static final class Version implements Callable<Integer> {
        private final Class<?> application;

        Version(Class<?> application) {
            this.application = application;
        }

        @Override
        public Integer call() {
            System.out.printf("Muster %s on Java %s%n", version(application), Runtime.version());
            return 0;
        }
    }
}
