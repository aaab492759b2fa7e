package dev.muster.settings;

import dev.muster.ledger.Retention;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// For how long a tenant keeps what was published, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/retention")
class RetentionApi {
    private final Retention retention;

    RetentionApi(Retention retention) {
        this.retention = retention;
    }

    /// @param months for which the states of the past stay readable: 1 to 600
    record RetentionJson(@Nullable Integer months) {}

    @GetMapping
    @Does(Action.SEE)
    RetentionJson get(TenantAccess access) {
        return new RetentionJson(retention.months(access.id()));
    }

    @PutMapping
    @Does(Action.MANAGE_TENANT)
    RetentionJson put(TenantAccess access, @RequestBody RetentionJson wanted) {
        access.require(Action.MANAGE_TENANT);
        if (wanted.months() == null) {
            throw Retention.outside();
        }
        retention.keep(access, wanted.months());
        return get(access);
    }
}
