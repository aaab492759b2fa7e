package dev.muster.kit.answer;

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

/// What was answered, whole. Never compared, so the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final int OK = 200;
    private static final byte[] NOTHING = {};

    /// Waits for the whole of an answer that is under way, and no longer than that; decodes what a proxy encoded.
    ///
    /// @param bound bytes it may have in the end
    /// @throws IOException when no whole answer came, [HttpTimeoutException] when it did not come in time
    public static Answer await(CompletableFuture<HttpResponse<byte[]>> coming, Duration within, int bound)
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

    public boolean ok() {
        return status == OK;
    }

    public boolean redirects() {
        return status >= 300 && status < 400;
    }

    /// Whether a web page came in place of data.
    boolean isWebPage() {
        return headers.firstValue("content-type")
                        .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                        .isPresent()
                || startsWith('<');
    }

    /// Whether it is none of an API that speaks JSON, to all appearances. An answer without a body is anybody's.
    public boolean isForeign() {
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
    public Optional<Long> number(String header) {
        return headers.firstValue(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
    }

    /// How long `Retry-After` asks to wait, by the clock of whoever asks for it; empty when it asks for no wait. A
    /// moment that is over asks for none.
    public Optional<Duration> retryAfter(Instant now) {
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
