package dev.muster.question;

import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;

/// The page of ready questions, for what leads there.
public final class Questions {
    /// As pages name it.
    public static final String TITLE = "Questions";

    private Questions() {}

    public static Address address(TenantAccess access) {
        return Address.of("/t/%s/questions".formatted(access.tenant().slug()));
    }
}
