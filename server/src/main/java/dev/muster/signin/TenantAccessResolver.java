package dev.muster.signin;

import dev.muster.audit.Actor;
import dev.muster.factor.SecondFactorNeeded;
import dev.muster.factor.SecondFactors;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.request.LogContext;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.SignedIn;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.CostlyQuestions;
import dev.muster.tenant.Does;
import dev.muster.tenant.Members;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.UserId;
import dev.muster.token.ApiCaller;
import dev.muster.witness.RefusedRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/// Lets somebody into the tenant that `{tenant}` in the address names, after asking the database whether they are a
/// member of it now. Whoever is not learns nothing: a tenant that does not exist gets the same answer. Who was let in
/// is also left in the request, so that an error page can still show the tenant.
@Component
class TenantAccessResolver implements HandlerMethodArgumentResolver {
    private final Tenants tenants;
    private final Members members;
    private final SecondFactors factors;
    private final Proofs proofs;
    private final CostlyQuestions costly;
    private final RefusedRequests refused;
    private final SecurityLog security;

    TenantAccessResolver(
            Tenants tenants,
            Members members,
            SecondFactors factors,
            Proofs proofs,
            CostlyQuestions costly,
            RefusedRequests refused,
            SecurityLog security) {
        this.tenants = tenants;
        this.members = members;
        this.factors = factors;
        this.proofs = proofs;
        this.costly = costly;
        this.refused = refused;
        this.security = security;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == TenantAccess.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String slug = slug(request);
        HttpServletRequest http = (HttpServletRequest) request.getNativeRequest();
        TenantAccess access = access(slug).orElseThrow(() -> {
            security.tell(SecurityEvent.NO_MEMBER, http);
            tenants.bySlug(slug).ifPresent(tenant -> refused.tellNoMember(tenant.id(), http));
            return new NoSuchThing("You are a member of no tenant at this address.");
        });
        LogContext.tenant(access.id().value());
        refused.expect(access, http);
        refuseSuspended(access.tenant());
        if (principal() instanceof SignedIn user) {
            refusePassword(user, access.tenant());
            StoredSessions.limit(http.getSession(), access.tenant().limits());
        }
        requireSecondFactor(access);
        request.setAttribute(TenantAccess.class.getName(), access, RequestAttributes.SCOPE_REQUEST);
        requireAction(parameter, access);
        if (parameter.hasMethodAnnotation(AsksAgain.class)) {
            proofs.requireFresh(http);
        }
        if (parameter.hasMethodAnnotation(CostlyQuestion.class)) {
            Runnable end = costly.begin(access.id());
            // The servlet completes its own attributes when the answer is out; nobody completes those of
            // `request`.
            RequestContextHolder.currentRequestAttributes()
                    .registerDestructionCallback(CostlyQuestion.class.getName(), end, RequestAttributes.SCOPE_REQUEST);
        }
        return access;
    }

    private static void refusePassword(SignedIn user, Tenant tenant) {
        if (user.only() == null && !tenant.takesPasswords()) {
            throw new NotAllowed(
                    ("%s takes no passwords, and you signed in with one. Sign out, and choose single sign-on at the"
                                    + " sign-in page. If it lets nobody in, whoever runs this Muster can: ./muster"
                                    + " tenant take-passwords %s")
                            .formatted(tenant.name(), tenant.slug()));
        }
    }

    /// Comes before anything of the tenant is shown, its name aside. Who comes by single sign-on is asked for more by
    /// the provider alone.
    private void requireSecondFactor(TenantAccess access) {
        boolean asked = switch (principal()) {
            case ApiCaller caller -> !caller.service() && access.tenant().takesPasswords();
            case SignedIn user -> user.only() == null;
            case null, default -> true;
        };
        if (asked && access.tenant().requiresSecondFactor() && !factors.isOn(access.user())) {
            throw new SecondFactorNeeded(access);
        }
    }

    /// What owners may do is asked again where it is known which integration it is about.
    private static void requireAction(MethodParameter parameter, TenantAccess access) {
        Does ofMethod = parameter.getMethodAnnotation(Does.class);
        Does named = ofMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(parameter.getContainingClass(), Does.class)
                : ofMethod;
        if (named == null) {
            throw new IllegalStateException("%s does not say which action it is".formatted(parameter.getMethod()));
        }
        access.requireAsOwner(named.value());
    }

    private static @Nullable Object principal() {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        return asker == null ? null : asker.getPrincipal();
    }

    private Optional<TenantAccess> access(String slug) {
        return switch (principal()) {
            case SignedIn user ->
                tenants.bySlug(slug).filter(user::opens).flatMap(tenant -> forUser(tenant, user.user()));
            case ApiCaller caller ->
                tenants.bySlug(slug)
                        .filter(tenant -> tenant.id().equals(caller.tenant()))
                        .flatMap(tenant -> forToken(tenant, caller));
            case null, default -> Optional.empty();
        };
    }

    private Optional<TenantAccess> forUser(Tenant tenant, UserId user) {
        return members.find(tenant.id(), user)
                .map(member -> new TenantAccess(
                        tenant,
                        user,
                        member.name(),
                        member.role(),
                        new Actor(Actor.Kind.USER, user.value(), member.name())));
    }

    private Optional<TenantAccess> forToken(Tenant tenant, ApiCaller caller) {
        return members.find(tenant.id(), caller.owner())
                .map(member -> new TenantAccess(
                        tenant,
                        member.user(),
                        member.name(),
                        caller.role(member.role()),
                        caller.actor(),
                        caller.scopes()));
    }

    /// Members alone learn this; for others the tenant does not exist.
    private static void refuseSuspended(Tenant tenant) {
        if (tenant.suspended()) {
            throw new NotAllowed(
                    "%s is suspended: nobody is let in and nothing is read; all its data is kept. Ask whoever runs this Muster to resume it."
                            .formatted(tenant.name()));
        }
    }

    private static String slug(NativeWebRequest request) {
        HttpServletRequest http = (HttpServletRequest) request.getNativeRequest();
        Object variables = http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> map && map.get("tenant") instanceof String slug) {
            return slug;
        }
        throw new IllegalStateException("%s has no {tenant} in its address".formatted(http.getRequestURI()));
    }
}
