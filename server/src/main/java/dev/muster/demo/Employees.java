package dev.muster.demo;

import dev.muster.demo.Cast.Part;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who works at Acme, as its personnel department keeps it: everybody who ever had an account of a person, by e-mail.
/// Whoever has no account any more has left, unless the department was told otherwise.
final class Employees {
    static final String COLUMNS = """
            {"tables": [{"kind": "people", "columns": [
              {"name": "Number", "means": "person_id"},
              {"name": "Name", "means": "person_name"},
              {"name": "E-mail", "means": "person_email"},
              {"name": "Department", "means": "person_department"},
              {"name": "Manager", "means": "person_manager"},
              {"name": "First day", "means": "first_day_year_first"},
              {"name": "Last day", "means": "last_day_year_first"}]}]}
            """;
    private static final String HEADING = "Number,Name,E-mail,Department,Manager,First day,Last day\r\n";
    private static final String ROW = "%s,\"%s\",%s,\"%s\",\"%s\",%s,%s\r\n";
    private static final int FIRST_NUMBER = 1001;
    private static final int DAYS_OF_THE_LONGEST = 2_400;
    private static final int FEWEST_DAYS = 40;
    private static final int MANAGERS = 9;

    private final Map<String, Employee> byEmail = new LinkedHashMap<>();
    private final Set<String> leftWithAccess = new HashSet<>();
    private final Set<String> unnamed = new HashSet<>();
    private int newest = FIRST_NUMBER;

    private record Employee(
            int number,
            String name,
            String department,
            String manager,
            LocalDate first,
            @Nullable LocalDate last) {
        Employee called(String other) {
            return new Employee(number, other, department, manager, first, last);
        }

        Employee until(@Nullable LocalDate day) {
            return new Employee(number, name, department, manager, first, day);
        }

        Employee again(LocalDate day) {
            return new Employee(number, name, department, manager, day, null);
        }
    }

    /// Whoever runs Muster works here too.
    Employees(LocalDate today) {
        for (Part part : Cast.ACME.parts()) {
            byEmail.put(
                    part.email(),
                    employee(part.name(), part.email(), "Information Security", longAgo(part.email(), today)));
        }
    }

    /// Notes who came and who went since the last look.
    void look(LocalDate day, List<SimulatedAccount> accounts) {
        boolean first = byEmail.size() == Cast.ACME.parts().size();
        Set<String> present = new HashSet<>();
        for (SimulatedAccount account : accounts) {
            for (SimulatedUser user : account.users()) {
                if (!isMachine(user) && !unnamed.contains(user.email())) {
                    present.add(user.email());
                    note(user, account, first ? longAgo(user.email(), day) : day, day);
                }
            }
        }
        byEmail.replaceAll((email, known) ->
                present.contains(email) || known.last() != null || isStaffOfMuster(email) ? known : known.until(day));
    }

    /// The last day of somebody whose accounts nobody thinks of.
    void leavesWithAccess(String email, LocalDate day) {
        leftWithAccess.add(email);
        byEmail.computeIfPresent(email, (same, known) -> known.until(day));
    }

    /// From now on names this person no more, or never at all.
    void leaveOut(String email) {
        unnamed.add(email);
        byEmail.remove(email);
    }

    /// As a file.
    String csv() {
        var file = new StringBuilder(HEADING);
        byEmail.forEach((email, known) -> file.append(ROW.formatted(
                known.number(),
                known.name(),
                email,
                known.department(),
                known.manager(),
                known.first(),
                known.last() == null ? "" : known.last())));
        return file.toString();
    }

    private void note(SimulatedUser user, SimulatedAccount account, LocalDate hired, LocalDate day) {
        byEmail.compute(user.email(), (email, known) -> {
            if (known == null) {
                return employee(user.name(), email, department(user, account), hired);
            }
            boolean back = known.last() != null && !leftWithAccess.contains(email);
            return back ? known.again(day) : known.called(user.name());
        });
    }

    private Employee employee(String name, String email, String department, LocalDate first) {
        List<String> managers =
                byEmail.values().stream().limit(MANAGERS).map(Employee::name).toList();
        String manager = managers.isEmpty() ? "" : managers.get(Math.floorMod(department.hashCode(), managers.size()));
        return new Employee(newest++, name, department, manager, first, null);
    }

    private static String department(SimulatedUser user, SimulatedAccount account) {
        return user.teamIds().stream()
                .flatMap(id -> account.team(id).stream())
                .map(team -> team.name())
                .findFirst()
                .orElse("Corporate Services");
    }

    private static boolean isStaffOfMuster(String email) {
        return Cast.ACME.parts().stream().map(Part::email).anyMatch(email::equals);
    }

    static boolean isMachine(SimulatedUser user) {
        return Stream.of("svc-", "grafana-bot", "chatops-bot").anyMatch(user.email()::startsWith);
    }

    private static LocalDate longAgo(String email, LocalDate today) {
        return today.minusDays(FEWEST_DAYS + Math.floorMod(email.hashCode(), DAYS_OF_THE_LONGEST));
    }
}
