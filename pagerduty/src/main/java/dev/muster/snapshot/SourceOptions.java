package dev.muster.snapshot;

import dev.muster.connector.Secret;
import dev.muster.pagerduty.Route;
import dev.muster.pagerduty.RouteRefused;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where is read, and as who.
final class SourceOptions {
    @Option(names = "--region", paramLabel = "REGION", description = "us or eu (default: us).")
    private @Nullable String region;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Another address of the API: one of this machine, or one listed in MUSTER_PAGERDUTY_HOSTS.")
    private @Nullable String api;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File that holds the access token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--subdomain",
            paramLabel = "NAME",
            description =
                    "Read as a scoped OAuth app of this account (acme for acme.pagerduty.com), whose id and secret"
                            + " are in PAGERDUTY_CLIENT_ID and PAGERDUTY_CLIENT_SECRET.")
    private @Nullable String subdomain;

    @Option(
            names = "--identity",
            paramLabel = "URL",
            description = "Where an OAuth app gets its token for --api; like it one of this machine or one listed"
                    + " (default: MUSTER_PAGERDUTY_IDENTITY).")
    private @Nullable String identity;

    /// Turns them into what is wanted, which still lacks its feeds.
    Wanted wanted(Map<String, String> environment, PrintStream err) throws Misused, InterruptedException {
        refuseContradictions();
        Wanted wanted = place(new ApiAddress(environment), route(environment));
        if (subdomain == null) {
            wanted.accessToken(new TokenSource(environment, err).token(tokenFile));
        } else {
            wanted.application(
                    variable(environment, "PAGERDUTY_CLIENT_ID"),
                    Secret.of(variable(environment, "PAGERDUTY_CLIENT_SECRET")),
                    subdomain);
        }
        return wanted;
    }

    private void refuseContradictions() throws Misused {
        if (api != null && region != null) {
            throw new Misused("--api and --region both say where to read", "Leave one of them out");
        }
        if (subdomain != null && tokenFile != null) {
            throw new Misused("--subdomain reads as an app and --token-file with a token", "Leave one of them out");
        }
        if (identity != null && (api == null || subdomain == null)) {
            throw new Misused(
                    "--identity says where an app of --api gets its token, and there is no such app",
                    "Give --api and --subdomain too, or leave it out");
        }
    }

    private static Route route(Map<String, String> environment) throws Misused {
        try {
            return Route.of(new Route.Settings(environment::get));
        } catch (RouteRefused refused) {
            throw new Misused(refused.happened(), refused.remedy());
        }
    }

    private Wanted place(ApiAddress addresses, Route route) throws Misused {
        if (api == null) {
            return Wanted.in(region == null ? "us" : region, route);
        }
        URI address = addresses.api(api);
        return subdomain == null ? Wanted.at(address, route) : Wanted.at(address, addresses.identity(identity), route);
    }

    private static String variable(Map<String, String> environment, String name) throws Misused {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new Misused("--subdomain needs %s in the environment".formatted(name), "Set it and try again");
        }
        return value;
    }
}
