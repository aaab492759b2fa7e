package dev.muster.setup;

import dev.muster.api.Listing;
import dev.muster.integration.DeletedIntegrations;
import dev.muster.integration.DeletedIntegrations.Deleted;
import dev.muster.integration.IntegrationId;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Deleted integrations over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/deleted-integrations")
@Does(Action.DELETE_INTEGRATION)
class DeletedApi {
    private final DeletedIntegrations deleted;

    DeletedApi(DeletedIntegrations deleted) {
        this.deleted = deleted;
    }

    /// @param application id of its connector
    /// @param keptUntil   from then on it is removed for good
    record DeletedJson(
            UUID id, String application, String name, Instant deletedAt, String deletedBy, Instant keptUntil) {
        static DeletedJson of(Deleted deleted) {
            return new DeletedJson(
                    deleted.id().value(),
                    deleted.application(),
                    deleted.name(),
                    deleted.deletedAt(),
                    deleted.deletedBy(),
                    deleted.keptUntil());
        }
    }

    /// Those that can be restored, the newest deletion first.
    @GetMapping
    Listing<DeletedJson> list(TenantAccess access) {
        return new Listing<>(deleted.of(access).stream().map(DeletedJson::of).toList(), null);
    }

    /// Brings one back with its data and history, but without its credential.
    @PostMapping("/{id}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(TenantAccess access, @PathVariable UUID id) {
        deleted.restore(access, new IntegrationId(id));
    }
}
