package dev.muster;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place where Muster asks the machine for the time; everything else is given a [Clock].
@Configuration(proxyBeanMethods = false)
class WallClock {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
