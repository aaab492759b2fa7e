package dev.muster.factor;

import dev.muster.problem.NotAllowed;
import dev.muster.tenant.TenantAccess;

/// A member has no second factor, and their tenant lets nobody in without one.
public class SecondFactorNeeded extends NotAllowed {
    private static final long serialVersionUID = 1L;

    public SecondFactorNeeded(TenantAccess access) {
        super("%s lets members in only with a second factor, and %s has none. Sign in and set one up, then try again."
                .formatted(access.tenant().name(), access.userName()));
    }
}
