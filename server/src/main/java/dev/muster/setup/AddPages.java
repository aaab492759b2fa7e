package dev.muster.setup;

import dev.muster.connector.Description;
import dev.muster.connector.Setting;
import dev.muster.integration.BroughtData;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.problem.InvalidInput;
import dev.muster.setup.AddPage.Application;
import dev.muster.setup.AddPage.Form;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Nav;
import dev.muster.web.Notice;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Add Integration: choose the application, say who answers for it.
@Controller
@Does(Action.ADD_INTEGRATION)
class AddPages {
    private static final String TITLE = "Add Integration";

    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final OwnersForm owners;
    private final Pages pages;

    AddPages(Integrations integrations, IntegrationHeads heads, Catalogue catalogue, OwnersForm owners, Pages pages) {
        this.integrations = integrations;
        this.heads = heads;
        this.catalogue = catalogue;
        this.owners = owners;
        this.pages = pages;
    }

    /// What was filled in stays when another application is chosen, but for the name, which is the application's.
    @GetMapping("/t/{tenant}/integrations/add")
    ModelAndView form(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String application,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable List<String> secondary,
            @RequestParam(defaultValue = "") String description) {
        integrations.requireMayAdd(access);
        Description chosen = catalogue.offered().stream()
                .filter(known -> known.id().equals(application))
                .findFirst()
                .orElse(catalogue.offered().getFirst());
        var form = new Form(
                chosen.id(),
                owner == null ? access.user().value().toString() : owner,
                secondary == null ? List.of() : secondary,
                catalogue.brought(chosen.id()).isPresent() ? "" : freeName(access, chosen.name()),
                description);
        return page(access, request, form, Map.of());
    }

    @PostMapping("/t/{tenant}/integrations/add")
    ModelAndView add(
            TenantAccess access,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(defaultValue = "") String application,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(required = false) @Nullable List<String> secondary,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String promise) {
        try {
            IntegrationDraft draft = OwnersForm.draft(name, description, owner, secondary, HoldLimit.USUAL);
            IntegrationId added = integrations.add(
                    access, application, draft, promise.isEmpty() ? Map.of() : Map.of(BroughtData.PROMISE, promise));
            if (catalogue.brought(application).isPresent()) {
                after.addFlashAttribute(
                        Notice.KEY, Notice.done("%s is in the list. Upload its first file.".formatted(draft.name())));
                return new ModelAndView("redirect:/t/%s/integrations/%s/upload"
                        .formatted(access.tenant().slug(), added.value()));
            }
            after.addFlashAttribute(
                    Notice.KEY,
                    Notice.done("%s is in the list. It starts syncing once it is configured.".formatted(draft.name())));
            return new ModelAndView("redirect:/t/%s/integrations/%s/configure"
                    .formatted(access.tenant().slug(), added.value()));
        } catch (InvalidInput input) {
            var form =
                    new Form(application, owner, secondary == null ? List.of() : secondary, name, description, promise);
            return page(access, request, form, input.faults());
        }
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, Form form, Map<String, String> faults) {
        List<Application> applications = catalogue.offered().stream()
                .map(known -> new Application(
                        known.id(),
                        known.name(),
                        heads.mark(known.id()),
                        known.purpose(),
                        known.reads(),
                        promises(known)))
                .toList();
        String list = "/t/%s/integrations".formatted(access.tenant().slug());
        List<Crumb> crumbs =
                List.of(Crumb.of("Integrations"), new Crumb(Nav.INTEGRATIONS.title(), list), Crumb.of(TITLE));
        return new ModelAndView(
                "setup/add",
                Map.of(
                        "page",
                        pages.of(access, request, TITLE, Nav.INTEGRATIONS, crumbs),
                        "view",
                        new AddPage(applications, owners.people(access.id()), form, faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// What may be promised of new files, where an application's data is brought.
    private List<Setting.Option> promises(Description application) {
        return application.settings().stream()
                .filter(setting -> catalogue.brought(application.id()).isPresent()
                        && setting.id().equals(BroughtData.PROMISE)
                        && setting instanceof Setting.Choice)
                .flatMap(setting -> ((Setting.Choice) setting).options().stream())
                .toList();
    }

    /// The application's own name, with a number behind it when there is one already.
    private String freeName(TenantAccess access, String name) {
        List<String> taken = integrations.of(access.id()).stream()
                .map(current -> current.integration().name())
                .toList();
        String free = name;
        for (int number = 2; isTaken(free, taken); number++) {
            free = name + " " + number;
        }
        return free;
    }

    private static boolean isTaken(String name, List<String> taken) {
        return taken.stream().anyMatch(name::equalsIgnoreCase);
    }
}
