package dev.muster;

import dev.muster.kit.answer.Bounds;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.Time;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.api.Hosts;
import dev.muster.simulator.account.Region;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/// The connector as the product has it, except that waiting takes no time and bounds are reached soon, so that
/// hundreds of bad days fit into a minute. An answer has as long as in the product unless a test wants some to be
/// late: on a busy machine an answer that comes may well take two seconds. Its two regions are simulated accounts, and
/// two further addresses lead nowhere. Tokens of OAuth apps come from the simulated account that a test chose to ask,
/// never from PagerDuty.
@TestConfiguration(proxyBeanMethods = false)
public class QuickPagerDuty {
    /// A name that no DNS server knows.
    public static final URI UNKNOWN_NAME = URI.create("https://pagerduty.invalid:80");

    /// Answers, but not in TLS.
    public static final URI NO_TLS =
            URI.create("https://127.0.0.1:" + TestPagerDuty.addressOf(Region.EU).getPort());

    /// Property that makes every answer late after this time.
    public static final String PATIENCE = "muster.test.patience";

    static final int LARGEST_ANSWER = 2 << 20;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(2);

    @Bean
    @Primary
    PagerDutyOptions quickOptions(PagerDutyOptions real, Environment environment) {
        Duration patience =
                environment.getProperty(PATIENCE, Duration.class, real.bounds().answer());
        List<URI> allowed = Stream.concat(real.hosts().allowed().stream(), Stream.of(UNKNOWN_NAME, NO_TLS))
                .toList();
        return real.withHosts(new Hosts(
                        TestPagerDuty.addressOf(Region.US),
                        TestPagerDuty.addressOf(Region.EU),
                        allowed,
                        TestPagerDuty.identity(),
                        TestPagerDuty.identity()))
                .withManners(new Manners(0.8, 4, 1, Duration.ofMinutes(10)))
                .withBounds(new Bounds(patience, patience, LARGEST_ANSWER, 64, 1 << 20))
                .withTime(new Time(InstantSource.system(), QuickPagerDuty::pause));
    }

    private static void pause(Duration asked) throws InterruptedException {
        Thread.sleep(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
    }
}
