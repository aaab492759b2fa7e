package dev.muster.command;

import dev.muster.database.CannotStart;
import dev.muster.database.DataFolder;
import dev.muster.edge.MusterUrl;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/// Starts the server, and tells a person in two sentences when it does not start.
final class Server {
    private final Class<?> application;
    private final ListenOptions options;
    private final Path folder;
    private final ListenAddress listen;

    Server(Class<?> application, ListenOptions options, Path folder) {
        this.application = application;
        this.options = options;
        this.folder = folder;
        this.listen = new ListenAddress(options.address, options.port, !options.tlsCert.isEmpty());
    }

    /// @return the exit code: 0 for a server that now runs, 1 for one that does not
    int start() {
        return start(data -> Companion.NONE);
    }

    /// @param companion made when the data folder is ours
    /// @return the exit code: 0 for a server that now runs, 1 for one that does not
    int start(Function<DataFolder, Companion> companion) {
        try {
            DataFolder.refuseIfInUse(folder);
            listen.refuseIfUnusable();
            if (options.endsInTime) {
                ShutdownDeadline.hold();
            }
            startOn(DataFolder.open(folder), companion);
            BusyHeap.watch();
            return 0;
        } catch (RuntimeException | Error e) {
            tell(new FailedStart(e).inWords(listen, DataFolder.logFile(folder)), System.err);
            return 1;
        }
    }

    private void startOn(DataFolder data, Function<DataFolder, Companion> companion) {
        try {
            accompany(data, companion.apply(data));
        } catch (RuntimeException | Error e) {
            data.close();
            throw e;
        }
    }

    private void accompany(DataFolder data, Companion companion) {
        try {
            run(data, companion);
        } catch (RuntimeException | Error e) {
            companion.close();
            throw e;
        }
    }

    private void run(DataFolder data, Companion companion) {
        SpringApplication spring = Blueprint.of(application);
        spring.addInitializers(context -> context.getBeanFactory().registerSingleton("dataFolder", data));
        spring.addInitializers(companion::prepare);
        spring.addListeners(new Started(companion), new Announcement(listen, options.logFormat));
        ConfigurableApplicationContext server =
                spring.run(settings(data, companion).toArray(String[]::new));
        try {
            companion.announced(server, url(server));
        } catch (RuntimeException e) {
            if (server.isActive()) {
                server.close();
                throw e;
            } // else somebody stopped the server meanwhile, and whatever failed for that reason is of no interest
        }
    }

    private List<String> settings(DataFolder data, Companion companion) {
        var settings = new ArrayList<String>();
        settings.add("--server.port=" + options.port);
        settings.add("--server.address=" + options.address);
        settings.add("--muster.tls-cert=" + options.tlsCert);
        settings.add("--muster.tls-key=" + options.tlsKey);
        settings.add("--logging.file.name=" + DataFolder.logFile(data.path()));
        settings.add("--muster.log-format=" + options.logFormat.word());
        settings.add("--muster.access-log=" + options.accessLog);
        settings.add("--muster.access-log-file=" + data.logs().resolve("access.log"));
        if (!options.verbose || options.logFormat == LogFormat.JSON) {
            settings.add("--logging.config=" + options.logFormat.configuration());
            settings.add("--muster.console-level=" + (options.verbose ? "INFO" : "WARN"));
        }
        settings.addAll(companion.settings());
        return settings;
    }

    private void tell(CannotStart failure, PrintStream err) {
        err.println(failure.happened());
        err.println(failure.remedy());
        if (options.verbose) {
            failure.printStackTrace(err);
        }
    }

    private String url(ApplicationContext server) {
        return listen.url(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /// Comes before anything is said about a server that is ready.
    private record Started(Companion companion) implements ApplicationListener<ApplicationStartedEvent> {
        @Override
        public void onApplicationEvent(ApplicationStartedEvent event) {
            ConfigurableApplicationContext server = event.getApplicationContext();
            try {
                companion.started(server);
            } catch (RuntimeException e) {
                if (server.isActive()) {
                    throw e;
                } // else as above
            }
        }
    }

    /// The first line a person waits for; whatever else is to be said at the first start comes after it.
    private record Announcement(ListenAddress listen, LogFormat format)
            implements ApplicationListener<ApplicationReadyEvent>, Ordered {
        @Override
        public void onApplicationEvent(ApplicationReadyEvent event) {
            int port = event.getApplicationContext()
                    .getEnvironment()
                    .getRequiredProperty("local.server.port", Integer.class);
            String here = listen.url(port);
            String url = event.getApplicationContext().getBean(MusterUrl.class).absolute("", here);
            format.announce(
                    "Muster is ready at " + (url.equals(here) ? here : "%s (it listens at %s)".formatted(url, here)));
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
