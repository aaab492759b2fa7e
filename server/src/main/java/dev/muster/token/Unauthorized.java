package dev.muster.token;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/// The API's answer to a call without a valid token, as [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750#section-3)
/// and [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) have it.
@Component
public class Unauthorized implements AuthenticationEntryPoint {
    private static final String NO_TOKEN =
            "This call needs an API token: send Authorization: Bearer mst_... Tokens are made under Settings > API tokens.";
    private static final String INVALID_TOKEN =
            "The API token is unknown, has expired or was revoked. Make a new one under Settings > API tokens.";

    private final JsonMapper json;

    Unauthorized(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        answer(response, "Bearer realm=\"muster\"", NO_TOKEN);
    }

    void invalidToken(HttpServletResponse response) throws IOException {
        answer(response, "Bearer realm=\"muster\", error=\"invalid_token\"", INVALID_TOKEN);
    }

    private void answer(HttpServletResponse response, String challenge, String detail) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, detail);
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
