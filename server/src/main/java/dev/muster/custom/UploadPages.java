package dev.muster.custom;

import dev.muster.connector.Secret;
import dev.muster.integration.BroughtData;
import dev.muster.integration.ConfigurationDraft;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
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
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// The first step of an upload: the file itself.
@Controller
@Does(Action.RUN_INTEGRATION)
@RequestMapping("/t/{tenant}/integrations/{id}/upload")
class UploadPages {
    private final Integrations integrations;
    private final Configurations configurations;
    private final IntegrationHeads heads;
    private final Uploads uploads;
    private final UploadFacts facts;

    UploadPages(
            Integrations integrations,
            Configurations configurations,
            IntegrationHeads heads,
            Uploads uploads,
            UploadFacts facts) {
        this.integrations = integrations;
        this.configurations = configurations;
        this.heads = heads;
        this.uploads = uploads;
        this.facts = facts;
    }

    @GetMapping
    ModelAndView form(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        uploads.requireTakes(access, new IntegrationId(id));
        return page(access, request, id, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView send(TenantAccess access, HttpServletRequest request, @PathVariable UUID id)
            throws IOException, InterruptedException {
        uploads.requireTakes(access, new IntegrationId(id));
        try {
            SentFile file = SentFile.of(request);
            boolean reading = uploads.receive(access, new IntegrationId(id), file.name(), false, file.content());
            return new ModelAndView(
                    "redirect:%s/upload/%s".formatted(address(access, id), reading ? "preview" : "columns"));
        } catch (BadFile bad) {
            return page(access, request, id, bad.words(), UploadApi.status(bad.kind()));
        } catch (Conflict conflict) {
            return page(access, request, id, String.valueOf(conflict.getMessage()), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/promise")
    String promise(
            TenantAccess access,
            RedirectAttributes after,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String promise,
            @RequestParam(defaultValue = "0") int version) {
        Integration integration = uploads.requireTakes(access, new IntegrationId(id));
        Notice notice;
        try {
            configurations.save(
                    access,
                    integration.id(),
                    version,
                    new ConfigurationDraft(
                            Map.of(BroughtData.PROMISE, promise),
                            Map.<String, Secret>of(),
                            integration.dailyAt().toString(),
                            integration.timeZone().getId()));
            notice = Notice.done("The promise is saved.");
        } catch (InvalidInput | Conflict refused) {
            notice = Notice.refused(String.valueOf(refused.getMessage()));
        }
        after.addFlashAttribute(Notice.KEY, notice);
        return "redirect:%s/upload".formatted(address(access, id));
    }

    private ModelAndView page(
            TenantAccess access, HttpServletRequest request, UUID id, String fault, HttpStatusCode status) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        String origin =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        return new ModelAndView(
                "custom/upload",
                Map.of(
                        "page", heads.page(access, request, current, "Upload a file", Crumb.of("Upload a file")),
                        "view", facts.page(access, current, origin, send(request, access, id), fault)),
                status);
    }

    /// The proof that the form is ours stands in the address: the body is read by nobody before it is known who
    /// sends it.
    private static String send(HttpServletRequest request, TenantAccess access, UUID id) {
        String path = request.getContextPath() + address(access, id) + "/upload";
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? "%s?%s=%s".formatted(path, token.getParameterName(), UriUtils.encode(token.getToken(), "UTF-8"))
                : path;
    }

    static String address(TenantAccess access, UUID id) {
        return "/t/%s/integrations/%s".formatted(access.tenant().slug(), id);
    }
}
