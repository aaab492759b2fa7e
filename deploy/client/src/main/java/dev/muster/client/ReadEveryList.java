package dev.muster.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads every list that the description of the API has with the client that was generated from it, to the end, twice:
/// once in long pages and with an eye for fields that nobody describes, once as the client comes and in short pages.
/// Both must give the same rows, and as many as the list says it has.
///
/// Which lists there are, and of what, the description says: one that is added is read without a word here.
///
/// Arguments: the address of a server, an API token, the file of the description.
final class ReadEveryList {
    private static final String ROW = "%-28s %6s %6s %7s%n";

    /// Lists that a demo has nothing for: the proof of a domain needs a provider, and old feeds need a run that failed.
    private static final Set<String> EMPTY =
            Set.of("listAccountsOfOneEmail", "listSignOnDomains", "listOlderFeeds");

    private final List<ListCall> calls;
    private final Caller strict;
    private final Caller asItComes;
    private final List<String> faults = new ArrayList<>();

    private ReadEveryList(String address, String token, List<ListCall> calls) {
        this.calls = calls;
        ObjectMapper wary = ApiClient.createDefaultObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        strict = new Caller(address, token, wary);
        asItComes = new Caller(address, token, ApiClient.createDefaultObjectMapper());
    }

    public static void main(String[] arguments) throws Exception {
        List<ListCall> calls = ListCall.all(Path.of(arguments[2]));
        var reading = new ReadEveryList(arguments[0], arguments[1], calls);
        new Furniture(reading.strict.client()).bringIn();
        reading.readAll();
        if (!reading.faults.isEmpty()) {
            System.err.println("\nNot as described:");
            reading.faults.forEach(fault -> System.err.println("  " + fault));
            System.exit(1);
        }
    }

    /// A list that has none above it comes first, so that what it names can be asked about.
    private void readAll() {
        var known = new KnownThings();
        int pages = 0;
        long rows = 0;
        System.out.printf(ROW, "call", "of", "pages", "rows");
        for (ListCall call : calls) {
            Total total = readOfEach(call, known);
            System.out.printf(ROW, call.name(), total.of(), total.pages(), total.rows());
            pages += total.pages();
            rows += total.rows();
        }
        System.out.printf(ROW, calls.size() + " lists", "", pages, rows);
    }

    /// @param of how many things the list was asked about
    private record Total(int of, int pages, long rows) {}

    private Total readOfEach(ListCall call, KnownThings known) {
        int of = 0;
        int pages = 0;
        long rows = 0;
        for (Arguments about : known.about(call)) {
            Walk read = read(call, about);
            known.add(call, about, read.rows());
            of += read.pages() > 0 ? 1 : 0;
            pages += read.pages();
            rows += read.rows().size();
        }
        if (of == 0) {
            faults.add(call.name() + ": was not read");
        } else if (rows == 0 && !EMPTY.contains(call.name())) {
            faults.add(call.name() + ": has no rows, so nothing is known of them");
        }
        return new Total(of, pages, rows);
    }

    private Walk read(ListCall call, Arguments about) {
        try {
            Walk whole = Walk.through(call, strict, about, null);
            if (whole.count() != null && whole.count() != whole.rows().size()) {
                faults.add("%s: says it has %d rows and has %d"
                        .formatted(call.name(), whole.count(), whole.rows().size()));
            }
            return call.isPaged() ? inSteps(call, about, whole) : whole;
        } catch (ApiException refused) {
            if (!isNoSuchList(refused)) {
                faults.add("%s of %s: %s".formatted(call.name(), about, refused.getMessage()));
            }
            return Walk.NONE;
        } catch (RuntimeException unreadable) {
            faults.add("%s of %s: %s".formatted(call.name(), about, unreadable));
            return Walk.NONE;
        }
    }

    /// Rights are not worked out on everything that is listed, nor for applications that come as a file.
    private static boolean isNoSuchList(ApiException refused) {
        return refused.getCode() == 404
                && Stream.of("No rights are worked out on", "there is no effective access to show")
                        .anyMatch(refused.getResponseBody()::contains);
    }

    /// Some four pages, and two where there are two rows.
    private Walk inSteps(ListCall call, Arguments about, Walk whole) throws ApiException {
        int step = Math.clamp(whole.rows().size() / 4 + 1, 1, 500);
        Walk steps = Walk.through(call, asItComes, about, step);
        if (!steps.rows().equals(whole.rows())) {
            faults.add("%s of %s: %d rows in pages of %d, %d in long ones, or others"
                    .formatted(call.name(), about, steps.rows().size(), step, whole.rows().size()));
        } else if (whole.rows().size() > 1 && steps.pages() < 2) {
            faults.add("%s of %s: came in one page though pages of %d were asked for"
                    .formatted(call.name(), about, step));
        }
        return steps;
    }
}
