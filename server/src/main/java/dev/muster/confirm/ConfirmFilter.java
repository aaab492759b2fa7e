package dev.muster.confirm;

import dev.muster.edge.MusterUrl;
import dev.muster.session.SignedIn;
import dev.muster.signin.Proofs;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes the answer to the question of [ConfirmPages], and lets the form that waited for it go on to its address as if
/// it had just been sent. Works behind Spring Security, which knows who asks and has looked at the form's token.
@Component
class ConfirmFilter extends OncePerRequestFilter {
    /// Field with the form that waits.
    static final String KEPT = "kept-form";
    /// Field with what proves who somebody is.
    static final String PROOF = "proof";
    /// Field with the answer of a passkey, in its place.
    static final String PASSKEY = "passkey";
    /// Request attribute with why the last answer was not taken.
    static final String FAULT = ConfirmFilter.class.getName() + ".fault";

    private static final String AT_THE_PROVIDER =
            "You did not sign in again yet, or more than ten minutes ago. What you typed before is kept.";

    private final KeptForms forms;
    private final Proofs proofs;

    ConfirmFilter(KeptForms forms, Proofs proofs) {
        this.forms = forms;
        this.proofs = proofs;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        SignedIn asker = asker();
        String kept = asker == null || !isForm(request) ? null : request.getParameter(KEPT);
        if (asker == null || kept == null) {
            next.doFilter(request, response);
            return;
        }
        Optional<Map<String, String[]>> form = forms.open(asker.user(), MusterUrl.within(request), kept);
        if (form.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (!proofs.isFresh(request.getSession(false))) {
            String fault = asker.only() == null ? answer(asker, request) : AT_THE_PROVIDER;
            if (fault != null) {
                request.setAttribute(FAULT, fault);
            }
        }
        next.doFilter(new KeptRequest(request, form.get()), response);
    }

    private @Nullable String answer(SignedIn asker, HttpServletRequest request) {
        String passkey = request.getParameter(PASSKEY);
        if (passkey != null) {
            return fault(proofs.passkeyAgain(asker.user(), passkey, request));
        }
        String typed = request.getParameter(PROOF);
        return fault(proofs.again(asker.user(), typed == null ? "" : typed, request));
    }

    private static @Nullable String fault(Proofs.Outcome outcome) {
        return switch (outcome) {
            case Proofs.Outcome.Right right -> null;
            case Proofs.Outcome.Wrong wrong -> "This is not right. What you typed before is kept; try again.";
            case Proofs.Outcome.TooMany later ->
                "Too many were wrong. What you typed before is kept; try again in some minutes.";
        };
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return "POST".equals(request.getMethod())
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static @Nullable SignedIn asker() {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        return asker != null && asker.getPrincipal() instanceof SignedIn user ? user : null;
    }
}
