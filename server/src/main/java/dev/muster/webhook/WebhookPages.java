package dev.muster.webhook;

import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > Webhooks.
@Controller
@Does(Action.MANAGE_WEBHOOKS)
@RequestMapping("/t/{tenant}/settings/webhooks")
class WebhookPages {
    private static final String DONE = "done";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookPage page;

    WebhookPages(Webhooks webhooks, Deliveries deliveries, WebhookPage page) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.page = page;
    }

    @GetMapping
    ModelAndView list(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page.list(access, request, WebhooksView.Form.EMPTY, null, said(done));
    }

    /// The secret is in this answer and nowhere else; a redirect would have to keep it in the session.
    @PostMapping
    @AsksAgain
    ModelAndView add(
            TenantAccess access,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable List<String> event,
            HttpServletRequest request) {
        var form = new WebhooksView.Form(address, event == null ? List.of() : event);
        try {
            return page.made(access, request, webhooks.add(access, new Wanted(address, form.chosen())));
        } catch (InvalidInput faulty) {
            return page.list(access, request, form, faulty, null);
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(
            TenantAccess access,
            @PathVariable UUID id,
            HttpServletRequest request,
            @ModelAttribute(DONE) @Nullable String done) {
        return page.one(access, request, webhooks.get(access, id), said(done));
    }

    @PostMapping("/{id}")
    @AsksAgain
    ModelAndView change(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable List<String> event,
            HttpServletRequest request,
            RedirectAttributes next) {
        var form = new WebhooksView.Form(address, event == null ? List.of() : event);
        try {
            webhooks.change(access, id, new Wanted(address, form.chosen()));
        } catch (InvalidInput faulty) {
            return page.faulty(access, request, webhooks.get(access, id), form, faulty);
        }
        return back(access, id, next, "The webhook is saved. Test it to see whether calls arrive.");
    }

    @PostMapping("/{id}/secret")
    @AsksAgain
    ModelAndView rotate(TenantAccess access, @PathVariable UUID id, HttpServletRequest request) {
        return page.made(access, request, webhooks.rotate(access, id));
    }

    @PostMapping("/{id}/test")
    ModelAndView test(TenantAccess access, @PathVariable UUID id, RedirectAttributes next) {
        webhooks.test(access, id);
        return back(access, id, next, "A test is on its way. Reload this page to see what became of it.");
    }

    @PostMapping("/{id}/remove")
    @AsksAgain
    ModelAndView remove(TenantAccess access, @PathVariable UUID id, RedirectAttributes next) {
        Webhook removed = webhooks.remove(access, id);
        next.addFlashAttribute(DONE, "%s is called no longer.".formatted(removed.host()));
        return new ModelAndView("redirect:" + address(access));
    }

    @PostMapping("/{id}/calls/{call}/again")
    ModelAndView again(TenantAccess access, @PathVariable UUID id, @PathVariable UUID call, RedirectAttributes next) {
        deliveries.again(access, id, call);
        return back(access, id, next, "The call is made once more. Reload this page to see what became of it.");
    }

    private static ModelAndView back(TenantAccess access, UUID id, RedirectAttributes next, String done) {
        next.addFlashAttribute(DONE, done);
        return new ModelAndView("redirect:%s/%s".formatted(address(access), id));
    }

    private static String address(TenantAccess access) {
        return "/t/" + access.tenant().slug() + Nav.WEBHOOKS.path();
    }

    private static @Nullable String said(@Nullable String done) {
        return done == null || done.isEmpty() ? null : done;
    }
}
