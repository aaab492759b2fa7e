package dev.muster.simulator.account;

import java.util.List;

/// How much of everything a generated account holds, each exactly.
///
/// @param policies       need a user to page
/// @param schedules      made of layers
/// @param shiftSchedules made of shifts
/// @param services       need a policy
/// @param onCalls        need a policy; more than one for each user who is paged directly need a schedule too
public record AccountSizes(
        int users,
        int teams,
        int policies,
        int schedules,
        int shiftSchedules,
        int onCalls,
        int services,
        int businessServices) {
    private static final int SMALLEST_WITH_ON_CALL = 10;

    /// @throws IllegalArgumentException when a number is negative or lacks what it needs
    public AccountSizes {
        if (List.of(users, teams, policies, schedules, shiftSchedules, onCalls, services, businessServices).stream()
                .anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException(
                    "An account cannot hold less than nothing, as in %d users, %d teams, %d policies, %d and %d schedules, %d on-calls, %d and %d services"
                            .formatted(
                                    users,
                                    teams,
                                    policies,
                                    schedules,
                                    shiftSchedules,
                                    onCalls,
                                    services,
                                    businessServices));
        }
        if (users == 0 && policies + schedules + shiftSchedules > 0 || policies == 0 && services + onCalls > 0) {
            throw new IllegalArgumentException(
                    "Policies and schedules need a user, services and on-calls a policy; this account has %d users and %d policies"
                            .formatted(users, policies));
        }
    }

    /// As much of everything else as accounts of so many users usually hold; nothing below 10 users.
    public static AccountSizes of(int users, int teams) {
        return new AccountSizes(
                users,
                teams,
                share(users, 260),
                share(users, 210),
                share(users, 35),
                share(users, 950),
                share(users, 630),
                share(users, 42));
    }

    private static int share(int users, int thousandths) {
        return users < SMALLEST_WITH_ON_CALL ? 0 : (int) Math.max(1, ((long) users * thousandths + 500) / 1000);
    }
}
