package dev.muster.settings;

import dev.muster.factor.FactorsOfMembers;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a tenant asks of its members at the door, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/signing-in")
class SigningInApi {
    private final FactorsOfMembers factors;
    private final TenantLimits limits;

    SigningInApi(FactorsOfMembers factors, TenantLimits limits) {
        this.factors = factors;
        this.limits = limits;
    }

    /// @param secondFactorRequired whether members are let in only with a second factor; so are their own tokens
    /// @param sessionIdleMinutes   after which a session that is not used ends: 5 to 30
    /// @param sessionHours         after which a session ends in any case: 1 to 12
    /// @param tokenDays            that an API token lives at most: 1 to 365
    record SigningInJson(
            @Nullable Boolean secondFactorRequired,
            @Nullable Integer sessionIdleMinutes,
            @Nullable Integer sessionHours,
            @Nullable Integer tokenDays) {
        static SigningInJson of(boolean required, AccessLimits limits) {
            return new SigningInJson(required, limits.idleMinutes(), limits.hours(), limits.tokenDays());
        }

        /// What is not said stays as it is.
        AccessLimits limits(AccessLimits before) {
            return AccessLimits.wanted(
                    sessionIdleMinutes == null ? Integer.valueOf(before.idleMinutes()) : sessionIdleMinutes,
                    sessionHours == null ? Integer.valueOf(before.hours()) : sessionHours,
                    tokenDays == null ? Integer.valueOf(before.tokenDays()) : tokenDays);
        }
    }

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    SigningInJson get(TenantAccess access) {
        return SigningInJson.of(access.tenant().requiresSecondFactor(), access.tenant().limits());
    }

    @PutMapping
    @Does(Action.MANAGE_TENANT)
    SigningInJson put(TenantAccess access, @RequestBody SigningInJson wanted) {
        access.require(Action.MANAGE_TENANT);
        Boolean required = wanted.secondFactorRequired();
        if (required == null) {
            throw new InvalidInput(Map.of("secondFactorRequired", "Say true or false."));
        }
        AccessLimits limited = wanted.limits(access.tenant().limits());
        factors.require(access, required);
        limits.set(access, limited);
        return SigningInJson.of(required, limited);
    }
}
