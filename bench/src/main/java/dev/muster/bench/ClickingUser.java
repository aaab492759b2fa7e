package dev.muster.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Somebody who is signed in, reads a page for a few seconds, and clicks on any link of it.
final class ClickingUser implements Runnable {
    /// Time between an answer and the next click, evenly spread between these.
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final String START = "/t/acme/integrations";
    private static final Pattern LINK = Pattern.compile("href=\"(/t/acme/[^\"#]+)\"");

    private final Visitor visitor;
    private final Servers servers;
    private final Clicks clicks;
    private final Random random;
    private String next = START;

    /// @param random for the same walk each time
    ClickingUser(Visitor visitor, Servers servers, Clicks clicks, Random random) {
        this.visitor = visitor;
        this.servers = servers;
        this.clicks = clicks;
        this.random = random;
    }

    /// Clicks until the servers close.
    @Override
    public void run() {
        try {
            Thread.sleep(random.nextLong(LONGEST.toMillis()));
            while (!servers.areClosing()) {
                click();
                Thread.sleep(random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void click() throws InterruptedException {
        var stopwatch = new Stopwatch();
        try {
            HttpResponse<String> page = visitor.get(next);
            if (page.statusCode() == 200) {
                clicks.answered(stopwatch.elapsed());
                next = oneLinkOf(page.body());
            } else {
                clicks.error("%s answered %d".formatted(page.uri(), page.statusCode()));
                next = START;
            }
        } catch (IOException e) {
            missed(e);
        }
    }

    /// What a load balancer does: it sends the next click to a server that lives.
    private void missed(IOException e) {
        if (servers.wasKilled(visitor.server())) {
            clicks.cutOff();
            visitor.moveTo(servers.survivor());
        } else {
            clicks.error("%s%s: %s".formatted(visitor.server(), next, e));
        }
    }

    private String oneLinkOf(String page) {
        List<String> links = LINK.matcher(page)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .filter(link -> Stream.of(".csv", ".zip", ".xlsx").noneMatch(link::contains))
                .distinct()
                .toList();
        return links.isEmpty() ? START : links.get(random.nextInt(links.size()));
    }
}
