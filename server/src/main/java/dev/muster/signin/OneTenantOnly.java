package dev.muster.signin;

import dev.muster.problem.NotAllowed;
import dev.muster.session.SignedIn;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps whoever came by the single sign-on of one tenant from what concerns their sign-in everywhere: a provider
/// speaks for its own tenant alone.
final class OneTenantOnly implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        if (asker != null
                && asker.getPrincipal() instanceof SignedIn user
                && user.only() != null
                && handler instanceof HandlerMethod method
                && isAboutTheSignIn(method)) {
            throw new NotAllowed("You came by single sign-on, which opens one tenant and changes nothing about your"
                    + " sign-in elsewhere. If you have a password, sign out, sign in with it, and try again.");
        }
        return true;
    }

    private static boolean isAboutTheSignIn(HandlerMethod method) {
        Does ofMethod = method.getMethodAnnotation(Does.class);
        Does named = ofMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Does.class)
                : ofMethod;
        return named != null && named.value() == Action.OWN_SIGN_IN;
    }
}
