package dev.muster.settings;

import dev.muster.factor.FactorsOfMembers;
import dev.muster.problem.InvalidInput;
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

    SigningInApi(FactorsOfMembers factors) {
        this.factors = factors;
    }

    /// @param secondFactorRequired whether members are let in only with a second factor; so are their own tokens
    record SigningInJson(@Nullable Boolean secondFactorRequired) {}

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    SigningInJson get(TenantAccess access) {
        return new SigningInJson(access.tenant().requiresSecondFactor());
    }

    @PutMapping
    @Does(Action.MANAGE_TENANT)
    SigningInJson put(TenantAccess access, @RequestBody SigningInJson wanted) {
        access.require(Action.MANAGE_TENANT);
        Boolean required = wanted.secondFactorRequired();
        if (required == null) {
            throw new InvalidInput(Map.of("secondFactorRequired", "Say true or false."));
        }
        factors.require(access, required);
        return new SigningInJson(required);
    }
}
