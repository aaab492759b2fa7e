package dev.muster.request;

import dev.muster.audit.Origin;
import dev.muster.audit.Origins;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Tells the audit record from which request an act comes: that of this thread, if there is one.
@Component
class OriginOfRequest implements Origins {
    @Override
    public Origin now() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : Origin.NONE;
    }

    private static Origin of(HttpServletRequest request) {
        return new Origin(
                request.getRemoteAddr(), BrowserName.of(request.getHeader("User-Agent")), RequestId.of(request));
    }
}
