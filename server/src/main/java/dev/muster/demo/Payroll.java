package dev.muster.demo;

import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.LocalDate;
import java.util.List;

/// What the payroll of Acme says about its own users, week by week: those of the first account who have to do with
/// salaries, one row for each thing they may do.
final class Payroll {
    static final String COLUMNS = """
            {"tables": [{"kind": "access", "columns": [
              {"name": "User", "means": "account_email"},
              {"name": "Full name", "means": "account_name"},
              {"name": "Area", "means": "resource_name"},
              {"name": "May", "means": "level"},
              {"name": "Last used", "means": "last_used_year_first"}]}],
             "levels": [
              {"value": "view", "title": "View", "privileged": false},
              {"value": "edit", "title": "Edit", "privileged": false},
              {"value": "approve", "title": "Approve", "privileged": true},
              {"value": "admin", "title": "Administrator", "privileged": true}]}
            """;
    private static final String HEADING = "User,Full name,Area,May,Last used\r\n";
    private static final String ROW = "%s,\"%s\",%s,%s,%s\r\n";
    private static final List<String> AREAS = List.of("Salaries", "Bonuses", "Expenses", "Bank details", "Tax reports");
    private static final List<String> LEVELS = List.of("view", "view", "edit", "view", "edit", "approve");
    private static final int ONE_IN = 7;
    private static final int DAYS_OF_MONTH = 28;

    private Payroll() {}

    /// As a file.
    ///
    /// @param administrator who may do everything
    static String csv(SimulatedAccount account, SimulatedUser administrator, LocalDate day) {
        var file = new StringBuilder(HEADING);
        for (SimulatedUser user : account.users()) {
            int lot = Math.floorMod(user.email().hashCode(), ONE_IN * AREAS.size() * LEVELS.size());
            if (user.id().equals(administrator.id())) {
                AREAS.forEach(area -> file.append(row(user, area, "admin", day)));
            } else if (lot % ONE_IN == 0 && !Employees.isMachine(user)) {
                int area = lot / ONE_IN % AREAS.size();
                file.append(row(user, AREAS.get(area), LEVELS.get(lot / ONE_IN / AREAS.size()), day));
            }
        }
        return file.toString();
    }

    /// Most use what they may once a month.
    private static String row(SimulatedUser user, String area, String level, LocalDate day) {
        LocalDate used = day.withDayOfMonth(1 + Math.floorMod(user.id().hashCode(), DAYS_OF_MONTH));
        return ROW.formatted(user.email(), user.name(), area, level, used.isAfter(day) ? used.minusMonths(1) : used);
    }
}
