package dev.muster.settings;

import dev.muster.api.Listing;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Scope;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.token.ApiCaller;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whom an API token speaks for, and where, over REST: what a script asks first, to find the address of its tenant.
@RestController
@Does(Action.OWN_SIGN_IN)
class MeApi {
    private final Tenants tenants;
    private final Members members;

    MeApi(Tenants tenants, Members members) {
        this.tenants = tenants;
        this.members = members;
    }

    /// @param name    of the person who made the token or, of a service, who answers for it
    /// @param token   its name
    /// @param service whether it speaks for a service, and not for that person
    /// @param scopes  what it may do at most: `read`, `integrations`, `admin`
    record MeJson(String name, String email, String token, boolean service, List<String> scopes, TenantJson tenant) {
        MeJson {
            scopes = List.copyOf(scopes);
        }
    }

    /// @param slug      its short name, as in addresses
    /// @param role      that the token has there: `auditor`
    /// @param suspended whether the operator lets nobody in
    record TenantJson(String slug, String name, String role, boolean suspended) {
        static TenantJson of(Tenant tenant, ApiCaller caller, Member owner) {
            return new TenantJson(tenant.slug(), tenant.name(), spelled(caller.role(owner.role())), tenant.suspended());
        }
    }

    @GetMapping("/api/v1/me")
    MeJson me(@Parameter(hidden = true) @AuthenticationPrincipal ApiCaller caller) {
        Member owner = owner(caller);
        return new MeJson(
                owner.name(),
                owner.email(),
                caller.tokenName(),
                caller.service(),
                Arrays.stream(Scope.values())
                        .filter(caller.scopes()::contains)
                        .map(MeApi::spelled)
                        .toList(),
                tenant(caller, owner));
    }

    /// A token opens the tenant that it was made in and no other.
    @GetMapping("/api/v1/tenants")
    Listing<TenantJson> tenants(@Parameter(hidden = true) @AuthenticationPrincipal ApiCaller caller) {
        return new Listing<>(List.of(tenant(caller, owner(caller))), null);
    }

    private TenantJson tenant(ApiCaller caller, Member owner) {
        return TenantJson.of(tenants.find(caller.tenant()).orElseThrow(), caller, owner);
    }

    private Member owner(ApiCaller caller) {
        return members.find(caller.tenant(), caller.owner())
                .orElseThrow(() -> new NoSuchThing("Whoever answers for this API token is a member of no tenant."));
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
