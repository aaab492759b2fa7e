package dev.muster.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What it takes to try one password, by Argon2id in one lane.
///
/// @param memoryKib at least 8 KiB
/// @param passes    over that memory, at least one
record PasswordCost(int memoryKib, int passes) {
    /// The [OWASP
    /// advice](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html): 19 MiB, two
    /// passes.
    static final PasswordCost ADVISED = new PasswordCost(19 * 1024, 2);

    private boolean exceeds(PasswordCost other) {
        return memoryKib > other.memoryKib || passes > other.passes;
    }

    /// As stored beside a hash. Nothing dearer than advised was ever stored: somebody else's hash could cost a sign-in
    /// all the memory there is.
    ///
    /// @throws IllegalArgumentException when it is dearer
    static PasswordCost stored(int memoryKib, int passes) {
        var cost = new PasswordCost(memoryKib, passes);
        if (cost.exceeds(ADVISED)) {
            throw new IllegalArgumentException("A stored password has a cost that Muster never asked for");
        }
        return cost;
    }

    @Configuration(proxyBeanMethods = false)
    static class OfNewPasswords {
        @Bean
        PasswordCost passwordCost() {
            return ADVISED;
        }
    }
}
