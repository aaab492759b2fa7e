package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Pages of a large tenant with a long past, and publishing its days.
record LedgerSpeed() implements Measurement {
    private static final int SEED = 11;
    private static final int PAGES = 60;
    private static final int FIRST_LOOKS = 12;
    private static final int PAST = 30;
    /// With the number of the page: most are searches that nobody made before.
    private static final List<String> FILTERS = List.of(
            "q=%02x", "role=observer", "q=person1%d", "role=limited_user", "q=lima %x", "state=active", "q=brandt %x");
    private static final Pattern AFTER = Pattern.compile("[?&](?:amp;)?after=([\\w.-]+)");
    private static final String HOW =
            "pages over HTTP, one after the other, 100,000 accounts, 1,000,000 grants, 90 revisions"
                    + " of 0.5 %% change, beside 200 small tenants; goal %d ms";

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("ledger");
        try (MusterProcess server = MusterProcess.start(workshop, data, "demo", "--users", "20", "--teams", "2");
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            JsonNode demo = server.awaitDemo(data);
            var database = new LedgerDatabase(data);
            UUID integration = database.write();
            List<Result> results = new ArrayList<>(pages(http, server.awaitUrl(), demo, integration));
            results.addAll(new LedgerDays(database, integration).measure());
            return results;
        } catch (SQLException e) {
            throw new IOException("The ledger could not be measured", e);
        }
    }

    private static List<Result> pages(HttpClient http, String url, JsonNode demo, UUID integration)
            throws IOException, InterruptedException {
        var visitor = new Visitor(http, url);
        JsonNode user = demo.at("/users/0");
        visitor.signIn(user.get("email").asString(), user.get("password").asString());
        String at = "/t/acme/integrations/" + integration;
        var random = new Random(SEED);
        List<Result> results = new ArrayList<>();
        results.add(time(visitor, "first page of a filtered list", 100, i -> at + "/accounts?" + filter(i)));
        List<String> deep = new ArrayList<>();
        for (int i = 0; i < FILTERS.size(); i++) {
            String first = at + "/accounts?" + filter(i);
            deep.add(first + "&after=" + deep(visitor.get(first).body()));
        }
        results.add(time(visitor, "deep page of a filtered list", 100, i -> deep.get(i % deep.size())));
        results.add(time(
                visitor, "filtered list of 60 days ago", 150, i -> at + "/accounts?asOf=" + PAST + "&" + filter(i)));
        results.add(time(
                visitor,
                "who can edit a resource",
                100,
                i -> at + "/resources/service/S" + random.nextInt(LedgerFacts.SERVICE_COUNT) + "?right=edit"));
        results.add(time(
                visitor,
                "what an account can do",
                100,
                i -> "%s/accounts/P%06d".formatted(at, random.nextInt(LedgerFacts.ACCOUNT_COUNT))));
        results.add(time(
                visitor,
                "difference over 30 days, first page, counts and audit joins",
                200,
                i -> at + "/changes?from=%d&to=%d".formatted(PAST + i % PAST, 2 * PAST + i % PAST)));
        return results;
    }

    private static String filter(int number) {
        return FILTERS.get(number % FILTERS.size()).formatted(number).replace(" ", "%20");
    }

    /// Where a page in the second half of a list begins: the cursor of its first page, with another name and a long
    /// way behind it.
    private static String deep(String firstPage) {
        Matcher next = AFTER.matcher(firstPage);
        if (!next.find()) {
            return "";
        }
        String[] cursor = next.group(1).split("\\.");
        cursor[2] = encoded("mina");
        cursor[4] = encoded("2000");
        return String.join(".", cursor);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static Result time(Visitor visitor, String what, int goal, Function<Integer, String> address)
            throws IOException, InterruptedException {
        for (int i = 0; i < FIRST_LOOKS; i++) {
            open(visitor, address.apply(i));
        }
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            var stopwatch = new Stopwatch();
            open(visitor, address.apply(i));
            times.add(stopwatch.elapsed());
        }
        times.sort(null);
        return new Result(
                "Ledger, " + what,
                "half within %d ms, 95 of 100 within %d ms"
                        .formatted(
                                times.get(PAGES / 2 - 1).toMillis(),
                                times.get(PAGES * 95 / 100 - 1).toMillis()),
                HOW.formatted(goal));
    }

    private static void open(Visitor visitor, String address) throws IOException, InterruptedException {
        HttpResponse<String> page = visitor.get(address);
        if (page.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(address, page.statusCode()));
        }
    }
}
