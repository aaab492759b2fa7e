package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// As whom PostgreSQL's programs run: PostgreSQL refuses root, and must not outlive the server.
///
/// `setpriv --pdeathsig` lets the kernel stop it when the thread that started it ends, even by `kill -9`; `setsid`
/// keeps the terminal's Ctrl-C for the server alone, which then stops PostgreSQL last. Both come with util-linux;
/// without them (macOS) an orphan is found and stopped by the next start.
///
/// @param prefix put before every command line
/// @param user   owner of PostgreSQL's files
/// @param group  likewise
record RunAs(List<String> prefix, int user, int group) {
    private static final List<String> STOP_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");
    /// An operator who prefers a user with a name makes one of this name.
    private static final String NAMED = "muster";
    /// Of nobody else: no system hands it out by itself, and no other service runs as it.
    private static final String OURS = "60718";
    private static final String NO_NAME = "?";

    static boolean isRoot() {
        String name = System.getProperty("user.name");
        return "root".equals(name) || (NO_NAME.equals(name) && "0".equals(number()));
    }

    /// Who runs this server, also when the number has no name here.
    static String ourselves() {
        String name = System.getProperty("user.name");
        return NO_NAME.equals(name) ? number() : name;
    }

    private static String number() {
        return Outcome.of(new ProcessBuilder("id", "-u")).output().strip();
    }

    /// The first way in which the programs really run on this machine and from this folder.
    static RunAs whoCanRun(PostgresPrograms programs) {
        var said = new StringBuilder();
        for (RunAs candidate : isRoot() ? waysForRoot() : waysForUsers()) {
            Outcome version = candidate.tryVersion(programs);
            if (version.succeeded()) {
                return candidate;
            }
            said.append(version.output().strip()).append(' ');
        }
        throw nobodyCanRun(programs, said.toString().strip());
    }

    /// A process of ours: nothing inherited from the server's environment, which may hold secrets.
    ProcessBuilder command(Path folder, List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        var builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC", "PATH", path == null ? "/usr/bin:/bin" : path));
        return builder;
    }

    /// Gives what the server made to the user that PostgreSQL runs as.
    void own(Path folder) throws IOException {
        if (isRoot() && !Files.getAttribute(folder, "unix:uid").equals(user)) {
            Folders.give(folder, user, group);
        }
    }

    private Outcome tryVersion(PostgresPrograms programs) {
        return Outcome.of(command(programs.folder(), List.of(programs.postgres().toString(), "--version")));
    }

    private static List<RunAs> waysForUsers() {
        return List.of(
                new RunAs(with(List.of("setsid"), STOP_WITH_PARENT), 0, 0),
                new RunAs(STOP_WITH_PARENT, 0, 0),
                new RunAs(List.of(), 0, 0));
    }

    /// In a user namespace without a mapping root is nobody to PostgreSQL, but still owns root's files.
    private static List<RunAs> waysForRoot() {
        Outcome user = Outcome.of(new ProcessBuilder("id", "-u", NAMED));
        Outcome group = Outcome.of(new ProcessBuilder("id", "-g", NAMED));
        RunAs apart = user.succeeded() && group.succeeded()
                ? asUser(user.output().strip(), group.output().strip())
                : asUser(OURS, OURS);
        return List.of(apart, new RunAs(with(List.of("setsid", "unshare", "--user"), STOP_WITH_PARENT), 0, 0));
    }

    private static RunAs asUser(String user, String group) {
        List<String> become = List.of("--reuid", user, "--regid", group, "--clear-groups");
        List<String> prefix = with(with(List.of("setsid"), STOP_WITH_PARENT), become);
        return new RunAs(prefix, Integer.parseInt(user), Integer.parseInt(group));
    }

    private static List<String> with(List<String> first, List<String> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }

    private static CannotStart nobodyCanRun(PostgresPrograms programs, String said) {
        if (isRoot()) {
            return new CannotStart(
                    "PostgreSQL does not run as root, and no unprivileged user can run it from %s (%s)."
                            .formatted(programs.folder(), said),
                    "Choose a folder that every user can pass through, such as --data /var/lib/muster, or start Muster"
                            + " as an ordinary user.");
        }
        return new CannotStart(
                "The PostgreSQL that Muster brings does not run from %s (%s).".formatted(programs.folder(), said),
                "Choose a folder from which programs may run with --data, or name a PostgreSQL 15 or newer with"
                        + " MUSTER_DATABASE_URL.");
    }

    /// How a short command ended. A command that is not there ends like one that failed.
    record Outcome(boolean succeeded, String output) {
        private static final int PATIENCE_SECONDS = 300;

        static Outcome of(ProcessBuilder command) {
            try {
                Process process = command.redirectErrorStream(true).start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), UTF_8);
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return new Outcome(ended && process.exitValue() == 0, output);
            } catch (IOException e) {
                return new Outcome(false, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome(false, "interrupted");
            }
        }
    }
}
