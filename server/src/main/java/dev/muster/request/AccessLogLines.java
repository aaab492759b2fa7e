package dev.muster.request;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The access log, when it is switched on: a line for each request, in a file of its own or among the JSON lines.
@Component
class AccessLogLines implements RequestListener {
    private static final Logger log = LoggerFactory.getLogger("access");

    private final boolean on;

    AccessLogLines(@Value("${muster.access-log:false}") boolean on) {
        this.on = on;
    }

    @Override
    public void ended(EndedRequest request) {
        if (on) {
            log.atInfo()
                    .addKeyValue("request", request.id())
                    .addKeyValue("user", user(request))
                    .addKeyValue("status", request.status())
                    .addKeyValue("milliseconds", request.took().toMillis())
                    .addKeyValue("bytes", request.bytes())
                    .log(line(request));
        }
    }

    /// `127.0.0.1 GET /t/acme/integrations 200 14 ms 5120 bytes 7K2M-Q4VD-93TX`, and at the end the id of the user.
    private static String line(EndedRequest request) {
        return "%s %s %s %d %d ms %d bytes %s %s"
                .formatted(
                        request.address(),
                        request.method(),
                        request.path(),
                        request.status(),
                        request.took().toMillis(),
                        request.bytes(),
                        request.id(),
                        user(request));
    }

    private static String user(EndedRequest request) {
        return Objects.requireNonNullElse(request.user(), "-");
    }
}
