package dev.muster.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/// Something that is not done now and can be asked for again. Nothing was changed. It answers `503` with `Retry-After`.
public final class TryLater extends RuntimeException implements ErrorResponse {
    private static final long serialVersionUID = 1L;

    private final Duration after;

    /// @param why   what was not done, and what to do
    /// @param after when asking again makes sense
    public TryLater(String why, Duration after) {
        this(why, after, null);
    }

    TryLater(String why, Duration after, @Nullable Throwable cause) {
        super(why, cause);
        this.after = after;
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatus.SERVICE_UNAVAILABLE;
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
        return headers;
    }

    @Override
    public ProblemDetail getBody() {
        return ProblemDetail.forStatusAndDetail(getStatusCode(), String.valueOf(getMessage()));
    }
}
