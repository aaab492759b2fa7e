package dev.muster.tenant;

import dev.muster.audit.AuditTrail;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Sees to it that every tenant's audit record is signed before anybody is served: those that are there when a version
/// that signs starts for the first time, and those that were restored from another Muster. And that those that were
/// restored say so.
@Component
class RecordSigning implements SmartInitializingSingleton {
    private final Tenants tenants;
    private final AuditTrail audit;
    private final Restorations restorations;

    RecordSigning(Tenants tenants, AuditTrail audit, Restorations restorations) {
        this.tenants = tenants;
        this.audit = audit;
        this.restorations = restorations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        tenants.ids().forEach(audit::beginSigning);
        restorations.tell();
    }
}
