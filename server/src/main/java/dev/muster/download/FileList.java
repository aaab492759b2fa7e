package dev.muster.download;

import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;

/// A list that can be taken away as a file. Safe for many threads.
public interface FileList {
    /// As calls and the background name it: `grants`. Never changes.
    String id();

    /// What somebody must be allowed to, to have it.
    default Action action() {
        return Action.SEE;
    }

    /// Opens the list at one state and reads the beginning of it.
    ///
    /// @throws RuntimeException one of the room `problem`: about what is asked, or that it is not there
    ListFile open(TenantAccess access, Asked asked);
}
