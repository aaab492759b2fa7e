package dev.muster.web;

import dev.muster.database.TenantId;

/// How many integrations of a tenant wait for somebody. Shown in the navigation of every page, so it must be quick.
public interface AttentionCount {
    int of(TenantId tenant);
}
