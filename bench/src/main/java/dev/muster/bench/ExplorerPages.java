package dev.muster.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;

/// The pages and the lists of the API that people read a large tenant by.
///
/// @param integration that holds the large ledger
/// @param accounts    how many it has
record ExplorerPages(UUID integration, int accounts) {
    /// Above what the ledger's table allows one reader alone.
    private static final int BESIDE_OTHERS = 50;

    private static final int LIST = 100 + BESIDE_OTHERS;
    private static final int PAST = 150 + BESIDE_OTHERS;
    private static final int DIFFERENCE = 200 + BESIDE_OTHERS;
    private static final int SEARCH = 100;
    private static final int SPREAD = 7919;
    /// Beginnings of names that are really there.
    private static final List<String> SYLLABLES =
            List.of("ana", "ben", "car", "dan", "eva", "gra", "kir", "luk", "pav");

    /// Something to read.
    ///
    /// @param isCall  whether it is a call to the API rather than a page
    /// @param goal    in milliseconds, for 95 of 100
    /// @param address by a number, so that nobody reads what was read before
    record Kind(String name, boolean isCall, int goal, IntFunction<String> address) {}

    List<Kind> all() {
        String in = "/integrations/" + integration;
        return List.of(
                page("home", LIST, n -> "/home"),
                page("questions", LIST, n -> "/questions"),
                page("people", LIST, n -> "/people/with-accounts"),
                page("access", LIST, n -> "/access?q=%02x".formatted(n)),
                page("access, privileged", LIST, n -> "/access?privileged=yes"),
                page("access, as of another day", PAST, n -> "/access?asOf=%s".formatted(day(n))),
                page("teams", LIST, n -> "/teams?q=%02x".formatted(n)),
                page("on-call and services", LIST, n -> "/on-call?q=%02x".formatted(n)),
                page("changes in all applications", DIFFERENCE, n -> "/changes?from=%s".formatted(day(n))),
                page("accounts", LIST, n -> in + "/accounts?q=%02x".formatted(n)),
                page("accounts, as of another day", PAST, n -> in + "/accounts?asOf=%d".formatted(1 + n % 60)),
                page("account", LIST, n -> in + "/accounts/" + account(n)),
                page("resources", LIST, n -> in + "/resources?q=%02x".formatted(n)),
                page("service", LIST, n -> in + "/resources/service/S" + service(n)),
                page("service, who is called", LIST, n -> in + "/resources/service/S" + service(n) + "?view=answers"),
                page("team", LIST, n -> in + "/resources/team/T" + n * SPREAD % 2000),
                page("licence", LIST, n -> in + "/resources/licence/L" + n % 3),
                page("leavers", LIST, n -> "/people/leavers"),
                page("sync history", LIST, n -> in + "/history?run=" + (1 + n % 90)),
                page("audit record", LIST, n -> "/settings/audit"),
                page(
                        "changes of an integration",
                        DIFFERENCE,
                        n -> in + "/changes?from=%d&to=90".formatted(30 + n % 60)),
                page("search, third letter", SEARCH, n -> "/search/hits?q=" + SYLLABLES.get(n % SYLLABLES.size())),
                call("grants", LIST, n -> "/grants?limit=50&q=%02x".formatted(n)),
                call("people", LIST, n -> "/people?limit=50"),
                call("resources of all", LIST, n -> "/resources?limit=50&q=%02x".formatted(n)),
                call("changes of all", DIFFERENCE, n -> "/changes?limit=50&from=%s".formatted(day(n))),
                call("audit record", LIST, n -> "/audit?limit=50"),
                call("runs", LIST, n -> in + "/runs?limit=50"),
                call(
                        "changes of an integration",
                        DIFFERENCE,
                        n -> in + "/changes?from=%d&to=90".formatted(30 + n % 60)),
                call(
                        "who can edit a service",
                        LIST,
                        n -> in + "/resources/service/S" + service(n) + "/access?limit=50"),
                call("questions", LIST, n -> "/questions"),
                call("accounts", LIST, n -> in + "/accounts?limit=50&q=%02x".formatted(n)),
                call("what an account can do", LIST, n -> in + "/accounts/" + account(n) + "/access?limit=50"),
                call("resources", LIST, n -> in + "/resources?limit=50&q=%02x".formatted(n)));
    }

    private static Kind page(String name, int goal, IntFunction<String> below) {
        return new Kind(name, false, goal, number -> "/t/acme" + below.apply(number));
    }

    private static Kind call(String name, int goal, IntFunction<String> below) {
        return new Kind("API, " + name, true, goal, number -> "/api/v1/tenants/acme" + below.apply(number));
    }

    private String account(int number) {
        return String.format(Locale.ROOT, "P%06d", Math.floorMod(number * SPREAD, accounts));
    }

    private static int service(int number) {
        return number * SPREAD % LedgerFacts.SERVICE_COUNT;
    }

    /// One of the last weeks.
    private static String day(int number) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(7 + number % 50).toString();
    }
}
