package dev.muster.bench;

import dev.muster.bench.ExplorerPages.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How much a browser has to fetch, and how much it has to show.
///
/// @param called what each row begins with
/// @param nobody who has not signed in yet
/// @param reader who has
record PageSizes(String called, Visitor nobody, Visitor reader) {
    /// What a page is made of besides itself.
    private static final Pattern PART =
            Pattern.compile("(?:<link[^>]*rel=\"stylesheet\"[^>]*href|<script[^>]*src)=\"([^\"]+)\"");
    private static final Pattern FONT = Pattern.compile("<link[^>]*rel=\"preload\"[^>]*href=\"([^\"]+)\"");
    private static final Pattern ELEMENT = Pattern.compile("<[a-zA-Z]");
    private static final int MOST_ON_FIRST = 150;
    private static final int MOST_ON_LATER = 25;
    private static final int MOST_ELEMENTS = 1500;
    private static final int NAMED = 4;

    List<Result> measure(List<Kind> kinds) throws IOException, InterruptedException {
        var bytes = new TreeMap<String, Long>();
        var elements = new TreeMap<String, Long>();
        for (Kind kind : kinds) {
            if (!kind.isCall()) {
                String address = kind.address().apply(1);
                bytes.put(kind.name(), reader.bytes(address));
                elements.put(
                        kind.name(),
                        ELEMENT.matcher(reader.get(address).body()).results().count());
            }
        }
        return List.of(
                new Result(
                        called + "first visit",
                        kilobytes(first()),
                        "the page to sign in with all it loads, compressed; goal: at most %d kB"
                                .formatted(MOST_ON_FIRST)),
                new Result(
                        called + "largest later pages",
                        largest(bytes, PageSizes::kilobytes),
                        "compressed, what was loaded before left out; goal: at most %d kB".formatted(MOST_ON_LATER)),
                new Result(
                        called + "pages of the most elements",
                        largest(elements, count -> String.format(Locale.ROOT, "%,d", count)),
                        String.format(Locale.ROOT, "as the server sends them; goal: at most %,d", MOST_ELEMENTS)));
    }

    private static String largest(Map<String, Long> sizes, LongFunction<String> shown) {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(NAMED)
                .map(size -> "%s: %s".formatted(size.getKey(), shown.apply(size.getValue())))
                .collect(Collectors.joining(", "));
    }

    private long first() throws IOException, InterruptedException {
        String page = nobody.get("/sign-in").body();
        long all = nobody.bytes("/sign-in");
        for (Pattern part : List.of(PART, FONT)) {
            for (String address : part.matcher(page)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .toList()) {
                all += nobody.bytes(address);
            }
        }
        return all;
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0);
    }
}
