package dev.muster.webhook;

import dev.muster.problem.InvalidInput;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// How the pages of webhooks are put together.
@Component
class WebhookPage {
    private static final Crumb SETTINGS = Crumb.of("Settings");

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Pages pages;
    private final Clock clock;

    WebhookPage(Webhooks webhooks, Deliveries deliveries, Pages pages, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.pages = pages;
        this.clock = clock;
    }

    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            WebhooksView.Form form,
            @Nullable InvalidInput faulty,
            @Nullable String done) {
        List<WebhooksView.Row> rows = webhooks.of(access).stream()
                .map(webhook -> row(access, webhook))
                .toList();
        var view = new WebhooksView(rows, rows.size() >= Webhooks.MOST, form, faults(faulty), done);
        List<Crumb> crumbs = List.of(SETTINGS, Crumb.of(Nav.WEBHOOKS.title()));
        return drawn(access, request, "webhook/list", crumbs, view, faulty);
    }

    ModelAndView one(TenantAccess access, HttpServletRequest request, Webhook webhook, @Nullable String done) {
        return one(access, request, webhook, WebhooksView.Form.of(webhook), null, null, done);
    }

    ModelAndView faulty(
            TenantAccess access,
            HttpServletRequest request,
            Webhook webhook,
            WebhooksView.Form form,
            InvalidInput faulty) {
        return one(access, request, webhook, form, null, faulty, null);
    }

    ModelAndView made(TenantAccess access, HttpServletRequest request, Webhooks.Made made) {
        return one(
                access,
                request,
                made.webhook(),
                WebhooksView.Form.of(made.webhook()),
                made.secret().text().expose(),
                null,
                null);
    }

    private ModelAndView one(
            TenantAccess access,
            HttpServletRequest request,
            Webhook webhook,
            WebhooksView.Form form,
            @Nullable String secret,
            @Nullable InvalidInput faulty,
            @Nullable String done) {
        Instant until = webhook.beforeUntil();
        var view = new WebhookView(
                webhook.id(),
                webhook.host(),
                form,
                secret,
                until == null || until.isBefore(clock.instant()) ? null : Moment.utc(until),
                deliveries.newest(access, webhook.id()).stream()
                        .map(WebhookView.Call::of)
                        .toList(),
                faults(faulty),
                done);
        var list = new Crumb(Nav.WEBHOOKS.title(), "/t/" + access.tenant().slug() + Nav.WEBHOOKS.path());
        return drawn(access, request, "webhook/one", List.of(SETTINGS, list, Crumb.of(webhook.host())), view, faulty);
    }

    private WebhooksView.Row row(TenantAccess access, Webhook webhook) {
        List<Delivery> calls = deliveries.newest(access, webhook.id());
        return new WebhooksView.Row(
                webhook.id(),
                webhook.address().toString(),
                webhook.events().stream().map(WebhookEvent::title).toList(),
                calls.isEmpty() ? "Not called yet" : WebhookView.Call.state(calls.getFirst()),
                !calls.isEmpty() && WebhookView.Call.isBad(calls.getFirst()));
    }

    private ModelAndView drawn(
            TenantAccess access,
            HttpServletRequest request,
            String template,
            List<Crumb> crumbs,
            Object view,
            @Nullable InvalidInput faulty) {
        var around = pages.of(access, request, crumbs.getLast().text(), Nav.WEBHOOKS, crumbs);
        return new ModelAndView(
                template,
                Map.of("page", around, "view", view),
                faulty == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Map<String, String> faults(@Nullable InvalidInput faulty) {
        return faulty == null ? Map.of() : faulty.faults();
    }
}
