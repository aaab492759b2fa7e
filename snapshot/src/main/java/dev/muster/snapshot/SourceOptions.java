package dev.muster.snapshot;

import dev.muster.connector.ConnectorSource;
import dev.muster.connector.Manual;
import dev.muster.connector.Unusable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options that say where is read, and as who: those of the application, and the file of its access token.
final class SourceOptions {
    /// After what says what is printed and how, and before the help.
    private static final int FIRST = 10;

    private final ConnectorSource source;
    private final OptionSpec feeds;
    private final List<OptionSpec> options = new ArrayList<>();

    SourceOptions(ConnectorSource source) {
        this.source = source;
        Manual manual = source.manual();
        this.feeds = spec(feeds(manual.feeds()), FIRST);
        int order = FIRST + 1;
        for (Manual.Option option : manual.where()) {
            options.add(spec(option, order++));
        }
        options.add(spec(new Manual.Option(Manual.TOKEN_FILE, "FILE", "File that holds the access token."), order++));
        for (Manual.Option option : manual.who()) {
            options.add(spec(option, order++));
        }
    }

    void addTo(CommandSpec command) {
        command.addOption(feeds);
        options.forEach(command::addOption);
    }

    /// Which feeds are read.
    String feeds() {
        @Nullable String given = feeds.getValue();
        return given == null ? source.manual().feeds().usual() : given;
    }

    /// Where a token belongs that is not in a file.
    String tokenVariable() {
        return source.manual().tokenVariable();
    }

    /// Turns them into what is wanted, which still lacks its feeds.
    Wanted wanted(Map<String, String> environment, PrintStream err) throws Misused, InterruptedException {
        Map<String, String> given = given();
        Wanted wanted = new Wanted(source, open(given, environment));
        String option = wanted.means().option();
        if (option == null) {
            String file = given.get(Manual.TOKEN_FILE);
            wanted.token(new TokenSource(source.manual(), environment, err).token(file == null ? null : Path.of(file)));
        } else {
            wanted.answers(option, environment);
        }
        return wanted;
    }

    private ConnectorSource.Connection open(Map<String, String> given, Map<String, String> environment) throws Misused {
        try {
            return source.open(given, environment);
        } catch (Unusable refused) {
            throw new Misused(refused.what(), refused.nextStep());
        }
    }

    private Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        for (OptionSpec option : options) {
            @Nullable String value = option.getValue();
            if (value != null) {
                given.put(option.longestName(), value);
            }
        }
        return given;
    }

    private static Manual.Option feeds(Manual.FeedChoice choice) {
        return new Manual.Option(
                "--feeds",
                "FEEDS",
                "%s, or names of feeds separated by commas; what they depend on is read too (default: %s, %s)."
                        .formatted(String.join(", ", choice.groups()), choice.usual(), choice.inWords()));
    }

    private static OptionSpec spec(Manual.Option option, int order) {
        return OptionSpec.builder(option.name())
                .type(String.class)
                .paramLabel(option.label())
                .description(option.description())
                .order(order)
                .build();
    }
}
