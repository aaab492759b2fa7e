package dev.muster.pagerduty;

import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Deadline;
import dev.muster.connector.FarSide;
import dev.muster.connector.Memory;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Secret;
import dev.muster.kit.answer.Bounds;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.pagerduty.credential.Session;
import dev.muster.pagerduty.credential.Sessions;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Faults;
import dev.muster.simulator.objects.OnCallSetup;
import dev.muster.simulator.objects.SimulatedDelegation;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A simulated PagerDuty account, with a connector that reaches it as an address the operator allows and never waits
/// by the clock.
public final class SimulatedPagerDuty implements FarSide {
    static final Manners TWO_RETRIES = new Manners(0.8, 4, 2, Duration.ofMinutes(10));

    public final PagerDutySimulator simulator;
    private final SettableTime time;
    private final PagerDutyOptions options;
    private final Configuration configuration;
    private @Nullable PagerDuty connector;

    private SimulatedPagerDuty(
            PagerDutySimulator simulator, SettableTime time, PagerDutyOptions options, Configuration configuration) {
        this.simulator = simulator;
        this.time = time;
        this.configuration = configuration;
        this.options = options.withAllowedHosts(List.of(simulator.uri())).withTime(new Time(time, time));
    }

    public static SimulatedPagerDuty with(SimulatedAccount account) {
        return with(account, PagerDutySimulator.Options.defaults());
    }

    /// Without a limit of requests, whatever the options say.
    public static SimulatedPagerDuty with(SimulatedAccount account, PagerDutySimulator.Options options) {
        return atItsOwnPace(account, options.withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    }

    /// With the limits of the options, on the clock of the connector: its waits let PagerDuty's minutes pass.
    public static SimulatedPagerDuty atItsOwnPace(SimulatedAccount account, PagerDutySimulator.Options options) {
        SettableTime time = new SettableTime();
        PagerDutySimulator simulator = PagerDutySimulator.start(account, options, time);
        return new SimulatedPagerDuty(
                simulator,
                time,
                PagerDutyOptions.defaults().withManners(TWO_RETRIES),
                configuration(simulator.uri(), simulator.token()));
    }

    public SimulatedPagerDuty token(String other) {
        return configured(configuration(simulator.uri(), other));
    }

    /// Reached as the OAuth app of the account.
    public SimulatedPagerDuty app() {
        return app(simulator.clientId(), simulator.clientSecret(), simulator.subdomain());
    }

    public SimulatedPagerDuty app(String clientId, String clientSecret, String subdomain) {
        Map<String, String> choices = Map.of(
                "credential",
                "oauth_app",
                "client_id",
                clientId,
                "subdomain",
                subdomain,
                "region",
                simulator.uri().toString(),
                "feeds",
                "all");
        return new SimulatedPagerDuty(
                simulator,
                time,
                options.withAllowedIdentity(simulator.identity()),
                new Configuration(choices, Map.of("client_secret", Secret.of(clientSecret))));
    }

    /// Reads some feeds only, and those they depend on.
    SimulatedPagerDuty feeds(String wanted) {
        Map<String, String> choices = new HashMap<>(configuration.choices());
        choices.put("feeds", wanted);
        return configured(new Configuration(choices, configuration.secrets()));
    }

    private SimulatedPagerDuty configured(Configuration other) {
        return new SimulatedPagerDuty(simulator, time, options, other);
    }

    SimulatedPagerDuty bounds(Bounds other) {
        return new SimulatedPagerDuty(simulator, time, options.withBounds(other), configuration);
    }

    SimulatedPagerDuty manners(Manners other) {
        return new SimulatedPagerDuty(simulator, time, options.withManners(other), configuration);
    }

    public Faults faults() {
        return simulator.faults();
    }

    SimulatedAccount account() {
        return simulator.account();
    }

    /// How long was waited, in order.
    public List<Duration> waits() {
        return time.waits();
    }

    public RecordingSink collect() throws InterruptedException {
        RecordingSink sink = RecordingSink.of(connector().describe());
        connector().collect(configuration(), Memory.NONE, sink);
        return sink;
    }

    Collected collected() throws InterruptedException {
        return connector()
                .collect(
                        configuration(),
                        Memory.NONE,
                        RecordingSink.of(connector().describe()));
    }

    public Check check() {
        return connector().check(configuration(), new Deadline(Duration.ofSeconds(20)));
    }

    /// What a run opens, to ask single things.
    public Session session() throws ReadFailed {
        return new Sessions(options.hosts(), options.client())
                .open(configuration, options.manners(), TimeLimit.none(time));
    }

    /// Made when it is first asked for: each has connections and threads of its own.
    @Override
    public synchronized Connector connector() {
        PagerDuty made = connector;
        if (made == null) {
            made = PagerDuty.with(options);
            connector = made;
        }
        return made;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    private static Configuration configuration(URI region, String token) {
        return new Configuration(
                Map.of("region", region.toString(), "feeds", "all"), Map.of("access_token", Secret.of(token)));
    }

    @Override
    public Map<String, Integer> records() {
        OnCallSetup setup = account().onCallSetup();
        return Map.ofEntries(
                Map.entry("credential", 0),
                Map.entry("account", 1),
                Map.entry("users", account().users().size()),
                Map.entry("teams", account().teams().size()),
                Map.entry("team_members", sumOverTeams(members -> members)),
                Map.entry("licences", 2),
                Map.entry("licence_allocations", account().users().size()),
                Map.entry("escalation_policies", setup.policies().size()),
                Map.entry("schedules", setup.schedules().size()),
                Map.entry("shift_schedules", setup.shiftSchedules().size()),
                Map.entry("on_calls", setup.onCalls().size()),
                Map.entry("services", setup.services().size()),
                Map.entry("business_services", setup.businessServices().size()),
                Map.entry("audit_records", account().audit().records().size()),
                Map.entry("webhook_subscriptions", account().reach().webhooks().size()),
                Map.entry("extensions", account().reach().extensions().size()),
                Map.entry(
                        "workflow_connections", account().reach().connections().size()),
                Map.entry("workflow_triggers", account().reach().triggers().size()),
                Map.entry("oauth_delegations", signInHints()),
                Map.entry("tags", account().reach().tags().list().size()),
                Map.entry("service_dependencies", setup.dependencies().size()));
    }

    /// What is known of each user, client and way of signing in, and the clients themselves.
    private int signInHints() {
        Set<List<String>> hints = new HashSet<>();
        Set<String> clients = new HashSet<>();
        for (SimulatedUser user : account().users()) {
            for (SimulatedDelegation each : account().reach().delegations().of(user.id())) {
                if (each.status().equals("issued")) {
                    hints.add(List.of(user.id(), each.clientId(), each.delegationType()));
                    clients.add(each.clientId());
                }
            }
        }
        return hints.size() + clients.size();
    }

    /// The trail is read window by window, so its requests depend on when its records were made. The credential
    /// takes two requests whatever it is: the first page of users is handed on, and an app asks for a token instead
    /// of its user.
    @Override
    public Map<String, Integer> requests() {
        Map<String, Integer> requests = new HashMap<>();
        records().forEach((feed, records) -> requests.put(feed, pages(records)));
        requests.put("credential", 2);
        requests.remove("account");
        requests.remove("audit_records");
        requests.put("oauth_delegations", account().users().size());
        requests.put(
                "service_dependencies",
                account().onCallSetup().businessServices().size());
        requests.put("tags", 1 + 3 * account().reach().tags().list().size());
        requests.put("team_members", sumOverTeams(SimulatedPagerDuty::pages));
        requests.put(
                "shift_schedules", 1 + account().onCallSetup().shiftSchedules().size());
        return requests;
    }

    @Override
    public synchronized void close() {
        if (connector != null) {
            connector.close();
        }
        simulator.close();
    }

    private int sumOverTeams(IntUnaryOperator ofMembers) {
        return account().teams().stream()
                .mapToInt(team -> account().membersOf(team.id()).size())
                .map(ofMembers)
                .sum();
    }

    private static int pages(int records) {
        return Math.max(1, Math.ceilDiv(records, 100));
    }
}
