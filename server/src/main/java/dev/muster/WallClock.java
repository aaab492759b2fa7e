package dev.muster;

import dev.muster.demo.StoryTime;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place where Muster asks the machine for the time; everything else is given a [Clock]. A demo brings a time
/// of its own along.
@Configuration(proxyBeanMethods = false)
class WallClock {
    @Bean
    Clock clock(ObjectProvider<StoryTime> demo) {
        return demo.stream().map(StoryTime::clock).findFirst().orElseGet(Clock::systemUTC);
    }

    /// Tasks are due by the same time.
    @Bean
    com.github.kagkarlsson.scheduler.Clock clockOfTasks(Clock clock) {
        return clock::instant;
    }
}
