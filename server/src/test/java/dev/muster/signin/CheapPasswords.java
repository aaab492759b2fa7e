package dev.muster.signin;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Passwords that cost tests next to nothing to set and to try: there are hundreds of sign-ins.
@TestConfiguration(proxyBeanMethods = false)
public class CheapPasswords {
    static final PasswordCost COST = new PasswordCost(8, 1);

    @Bean
    @Primary
    PasswordCost costOfTests() {
        return COST;
    }
}
