package dev.muster.pagerduty;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What PagerDuty answered, whole. Never compared, so the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final int OK = 200;
    private static final byte[] NOTHING = {};

    /// Waits for the whole of an answer that is under way, and no longer than that; decodes what a proxy encoded.
    ///
    /// @param bound bytes it may have in the end
    /// @throws IOException when no whole answer came, [HttpTimeoutException] when it did not come in time
    static Answer await(CompletableFuture<HttpResponse<byte[]>> coming, Duration within, int bound)
            throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> response = coming.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return of(response, bound);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("No whole answer within " + within);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } finally {
            coming.cancel(true);
        }
    }

    /// A refusal says what it has to say by its status, so a body that cannot be decoded is as good as none.
    private static Answer of(HttpResponse<byte[]> response, int bound) throws IOException {
        byte[] body = Objects.requireNonNullElse(response.body(), NOTHING);
        try {
            byte[] decoded = Encoded.decoded(body, response.headers(), bound);
            return new Answer(response.statusCode(), response.headers(), decoded);
        } catch (IOException undecodable) {
            if (response.statusCode() == OK) {
                throw undecodable;
            }
            return new Answer(response.statusCode(), response.headers(), NOTHING);
        }
    }

    boolean ok() {
        return status == OK;
    }

    boolean redirects() {
        return status >= 300 && status < 400;
    }

    /// PagerDuty's own id of the request, for its support.
    @Nullable
    String requestId() {
        return headers.firstValue("x-request-id").map(id -> Words.brief(id, 80)).orElse(null);
    }

    /// Whether a web page came in place of data.
    boolean isWebPage() {
        return headers.firstValue("content-type")
                        .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                        .isPresent()
                || startsWith('<');
    }

    /// Whether it is none of PagerDuty's API, to all appearances. An answer without a body is anybody's.
    boolean isForeign() {
        return redirects() || isWebPage() || !(isBlank() || startsWith('{') || startsWith('['));
    }

    private boolean isBlank() {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    /// A header that holds a whole number, zero or more; empty when it is missing or anything else.
    Optional<Long> number(String header) {
        return headers.firstValue(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
    }

    /// How long a 429 asks to wait: `Retry-After` when there is one, else the seconds of `ratelimit-reset`.
    ///
    /// @param now the time here, for an answer that does not say what time it is there
    Optional<Duration> wait429(Instant now) {
        return retryAfter(now).or(() -> number("ratelimit-reset").map(Duration::ofSeconds));
    }

    /// How long `Retry-After` asks to wait, by the clock of whoever asks for it; empty when it asks for no wait. A
    /// moment that is over asks for none.
    Optional<Duration> retryAfter(Instant now) {
        Instant there = headers.firstValue("date")
                .flatMap(date -> RetryAfter.date(date, now))
                .orElse(now);
        return headers.firstValue("retry-after")
                .flatMap(told -> RetryAfter.of(told, there))
                .filter(Duration::isPositive);
    }

    /// Whether the last character is the one that ends a JSON object; otherwise something is missing.
    boolean endsLikeAnObject() {
        int last = body.length - 1;
        while (last >= 0 && Character.isWhitespace(body[last])) {
            last--;
        }
        return last >= 0 && body[last] == '}';
    }

    private boolean startsWith(char wanted) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == wanted;
            }
        }
        return false;
    }
}
