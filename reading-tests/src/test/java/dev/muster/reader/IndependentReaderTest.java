package dev.muster.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.muster.connector.Configuration;
import dev.muster.connector.Secret;
import dev.muster.kit.client.Manners;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.PagerDutySimulator.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Muster makes of an account is what another reader makes of it that was written without a look at the connector:
/// accounts, grants, resources, links, what is only named, what two witnesses disagree about, and what cannot be read.
@Execution(CONCURRENT)
class IndependentReaderTest {
    private static final long FIRST_SEED = 20261127;
    private static final int ACCOUNTS = 24;
    private static final String EVERYTHING_BUT_THE_PAST =
            "core,webhook_subscriptions,extensions,workflow_connections,workflow_triggers,oauth_delegations,tags,service_dependencies";

    /// What fails is not asked again, as the other reader does not.
    private static final Manners ONCE = new Manners(1.0, 4, 0, Duration.ofMinutes(10));

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + Integer.getInteger("accounts", ACCOUNTS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void two_readers_make_the_same_of_an_account(long seed) throws InterruptedException {
        RandomAccount random = new RandomAccount(new Random(seed));
        Options unlimited = Options.defaults().withRequestsPerMinute(Options.NO_LIMIT);
        try (var far = PagerDutySimulator.start(random.account(), unlimited);
                var plain = new PlainApi(far.uri(), far.token())) {
            random.spoil(far);

            Facts expected = PlainReader.read(plain);
            Facts read = readByMuster(far);

            assertThat(Facts.differences(expected, read))
                    .as("the account with seed %d", seed)
                    .isEmpty();
        }
    }

    private static Facts readByMuster(PagerDutySimulator far) throws InterruptedException {
        var options =
                PagerDutyOptions.defaults().withAllowedHosts(List.of(far.uri())).withManners(ONCE);
        var configuration = new Configuration(
                Map.of("region", far.uri().toString(), "feeds", EVERYTHING_BUT_THE_PAST),
                Map.of("access_token", Secret.of(far.token())));
        try (PagerDuty muster = PagerDuty.with(options)) {
            return HandedOn.of(muster, configuration);
        }
    }
}
