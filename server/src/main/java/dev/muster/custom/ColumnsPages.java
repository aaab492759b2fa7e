package dev.muster.custom;

import dev.muster.form.ColumnsForm;
import dev.muster.form.FileForm;
import dev.muster.form.Findings;
import dev.muster.form.Meaning;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.IntegrationHeads;
import dev.muster.table.BadFile;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The second step of an upload: what the columns of the newest file mean.
@Controller
@Does(Action.RUN_INTEGRATION)
@RequestMapping("/t/{tenant}/integrations/{id}/upload/columns")
class ColumnsPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Uploads uploads;
    private final Columns columns;

    ColumnsPages(Integrations integrations, IntegrationHeads heads, Uploads uploads, Columns columns) {
        this.integrations = integrations;
        this.heads = heads;
        this.uploads = uploads;
        this.columns = columns;
    }

    @GetMapping
    ModelAndView form(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        Integration integration = uploads.requireTakes(access, new IntegrationId(id));
        IntegrationKey key = integration.key(access.id());
        Optional<Upload> newest = uploads.newest(key);
        if (newest.isEmpty()) {
            return new ModelAndView("redirect:%s/upload".formatted(UploadPages.address(access, id)));
        }
        Findings findings = uploads.findings(key, newest.get().number());
        FileForm before = Uploads.form(integration);
        String fault = newest.get().ready() || before == null ? "" : missing(findings, before);
        return page(access, request, id, ColumnsForm.proposed(findings, before), findings, fault, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView understand(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam Map<String, String> fields)
            throws IOException, InterruptedException {
        Integration integration = uploads.requireTakes(access, new IntegrationId(id));
        IntegrationKey key = integration.key(access.id());
        Upload newest = uploads.newest(key).orElseThrow(() -> new Conflict("No file waits. Upload one first."));
        Findings findings = uploads.findings(key, newest.number());
        ColumnsForm form = ColumnsForm.filled(findings, fields, Uploads.form(integration));
        if (fields.containsKey("show")) {
            return page(access, request, id, form, findings, "", HttpStatus.OK);
        }
        if (!fields.getOrDefault("upload", "").equals(String.valueOf(newest.number()))) {
            return page(
                    access,
                    request,
                    id,
                    form,
                    findings,
                    "Another file came meanwhile; this is that one. Look at it, then go on.",
                    HttpStatus.CONFLICT);
        }
        if (form.form().faults().isEmpty() && !form.showed(fields)) {
            return page(
                    access,
                    request,
                    id,
                    form,
                    findings,
                    "Say which levels are privileged and how they are called; they are below now. Then go on.",
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            columns.understand(access, integration.id(), form.form());
            return new ModelAndView("redirect:%s/upload/preview".formatted(UploadPages.address(access, id)));
        } catch (InvalidInput input) {
            return page(
                    access,
                    request,
                    id,
                    form,
                    findings,
                    String.valueOf(input.getMessage()),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (BadFile bad) {
            return page(access, request, id, form, findings, bad.words(), UploadApi.status(bad.kind()));
        } catch (Conflict conflict) {
            return page(
                    access, request, id, form, findings, String.valueOf(conflict.getMessage()), HttpStatus.CONFLICT);
        }
    }

    /// Which columns that were known are not there any more.
    private static String missing(Findings findings, FileForm before) {
        Set<String> there = new LinkedHashSet<>();
        ColumnsForm.tables(findings).forEach(table -> table.columns().forEach(column -> there.add(column.name())));
        List<String> gone = before.tables().stream()
                .flatMap(table -> table.columns().entrySet().stream())
                .filter(column -> column.getValue() != Meaning.NOT_USED && !there.contains(column.getKey()))
                .map(column ->
                        "%s (%s)".formatted(column.getKey(), column.getValue().title()))
                .toList();
        if (gone.isEmpty()) {
            return "The file has other tables than the files before. Say again what its columns mean.";
        }
        return "%s. Rename it in the file and choose another, or say here which column tells it now."
                .formatted(
                        gone.size() == 1
                                ? "The file has no column " + gone.getFirst()
                                : "The file lacks the columns " + String.join(", ", gone));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            UUID id,
            ColumnsForm form,
            Findings findings,
            String fault,
            HttpStatusCode status) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        Upload upload = Objects.requireNonNull(
                uploads.newest(current.integration().key(access.id())).orElse(null));
        return new ModelAndView(
                "custom/columns",
                Map.of(
                        "page", heads.page(access, request, current, "Upload a file", Crumb.of("Upload a file")),
                        "view",
                                new ColumnsFacts(upload, findings, form.form())
                                        .page(
                                                UploadPages.address(access, id),
                                                current.integration().name(),
                                                fault)),
                status);
    }
}
