package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.database.TenantId;

/// An Administrator is about to get another role. Heard in the same transaction by whoever knows what only an
/// Administrator may answer for, who hands it over.
public record AdministratorStepsDown(TenantId tenant, Actor actor, Member member) {}
