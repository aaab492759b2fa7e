package dev.muster.custom;

import dev.muster.form.StoredForm;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the columns of files mean, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/integrations/{id}/columns")
class ColumnsApi {
    private final Integrations integrations;
    private final Uploads uploads;
    private final Columns columns;

    ColumnsApi(Integrations integrations, Uploads uploads, Columns columns) {
        this.integrations = integrations;
        this.uploads = uploads;
        this.columns = columns;
    }

    /// What the columns mean.
    @GetMapping
    @Does(Action.SEE)
    StoredForm columns(TenantAccess access, @PathVariable UUID id) {
        String form = integrations
                .get(access.id(), new IntegrationId(id))
                .integration()
                .form();
        if (form == null) {
            throw new NoSuchThing("Nobody has said yet what the columns mean.");
        }
        return StoredForm.parse(form);
    }

    /// Says what the columns of the next files mean.
    @PutMapping
    @Does(Action.RUN_INTEGRATION)
    StoredForm columns(TenantAccess access, @PathVariable UUID id, @RequestBody StoredForm body) {
        var integration = new IntegrationId(id);
        uploads.requireTakes(access, integration);
        columns.expect(access, integration, body.checked());
        return columns(access, id);
    }
}
