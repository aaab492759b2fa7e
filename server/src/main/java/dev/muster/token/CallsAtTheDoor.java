package dev.muster.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The API's answers to calls that it does not let in, as [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750#section-3)
/// and [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) have it.
@Component
public class CallsAtTheDoor implements AuthenticationEntryPoint {
    private static final String NO_TOKEN =
            "This call needs an API token: send Authorization: Bearer mst_... Tokens are made under Settings > API tokens.";
    private static final String INVALID_TOKEN =
            "The API token is unknown, has expired or was revoked. Make a new one under Settings > API tokens.";

    private final JsonMapper json;
    private final SecurityLog security;

    CallsAtTheDoor(JsonMapper json, SecurityLog security) {
        this.json = json;
        this.security = security;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        unauthorized(response, "Bearer realm=\"muster\"", NO_TOKEN);
    }

    void invalidToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        security.tell(SecurityEvent.INVALID_TOKEN, request);
        unauthorized(response, "Bearer realm=\"muster\", error=\"invalid_token\"", INVALID_TOKEN);
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response, CallRate.Taken taken) throws IOException {
        security.tell(SecurityEvent.TOO_MANY_CALLS, request);
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(taken.reset()));
        answer(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "This API token may call %d times in a minute, and did. This call was not looked at; repeat it in %d s."
                        .formatted(taken.limit(), taken.reset()));
    }

    private void unauthorized(HttpServletResponse response, String challenge, String detail) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        answer(response, HttpStatus.UNAUTHORIZED, detail);
    }

    private void answer(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
