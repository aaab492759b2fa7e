package dev.muster.invitation;

import dev.muster.session.TenantCode;

/// The link of an invitation.
final class InvitationLink {
    /// The code in it: 128 random bits are enough for what is asked at most a few times a minute.
    static final TenantCode.Form CODE = new TenantCode.Form("", 16);

    private InvitationLink() {}

    /// Path and query.
    static String path(TenantCode code) {
        return "/invitation?code=" + code.expose();
    }
}
