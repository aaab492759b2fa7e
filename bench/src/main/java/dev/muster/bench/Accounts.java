package dev.muster.bench;

import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.List;

/// The simulated accounts that are measured, the same each time.
final class Accounts {
    private static final long SEED = 11;

    /// The last is as large as an account is that takes 1,302 requests.
    static final List<AccountSizes> SIZES = List.of(
            new AccountSizes(1_000, 75, 150, 125, 10, 450, 400, 25),
            new AccountSizes(5_000, 375, 750, 625, 20, 2_250, 2_000, 125),
            new AccountSizes(9_500, 900, 2_500, 2_000, 0, 9_000, 6_000, 400));

    private Accounts() {}

    static SimulatedAccount of(AccountSizes sizes) {
        return SimulatedAccount.of(sizes, SEED);
    }
}
