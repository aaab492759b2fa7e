package dev.muster.command;

import jakarta.servlet.Filter;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// Put beside the packaged program: whoever asks for one address holds a request thread for good, and nothing
/// interrupts it.
@AutoConfiguration
public class StuckRequests {
    static final String PATH = "/stuck";

    @Bean
    FilterRegistrationBean<Filter> stuck() {
        var stuck = new FilterRegistrationBean<Filter>((request, response, chain) -> stick());
        stuck.addUrlPatterns(PATH);
        stuck.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return stuck;
    }

    private static void stick() {
        while (true) {
            LockSupport.park(Thread.interrupted() ? "told to stop, in vain" : "stuck");
        }
    }
}
