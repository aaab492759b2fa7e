package dev.muster.signin;

import dev.muster.factor.FactorsHere;
import dev.muster.firststart.FirstStartView;
import dev.muster.web.Sample;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The pages before a tenant is entered.
public final class SignInSamples {
    private SignInSamples() {}

    public static List<Sample> all() {
        return List.of(
                Sample.bare("sign-in", "signin/signIn", new SignInView("ana.lima@acme.example", "", null, null)),
                Sample.bare(
                        "sign-in-refused",
                        "signin/signIn",
                        new SignInView(
                                "ana.lima@acme.example",
                                "",
                                "E-mail and password do not belong together. Check both and try again.",
                                null)),
                Sample.bare(
                        "first-start",
                        "firststart/firstStart",
                        new FirstStartView(
                                "code",
                                "Acme",
                                "Acme!",
                                "Ana Lima",
                                "ana.lima@acme.example",
                                Map.of("slug", "The short name needs 1 to 40 lower-case letters, digits or hyphens."))),
                Sample.bare(
                        "set-password",
                        "signin/setPassword",
                        new SetPasswordView("code", "Tomasz Wrona", "tomasz.wrona@acme.example", Map.of())),
                Sample.bare(
                        "forgotten-password",
                        "signin/forgottenPassword",
                        new ForgottenPasswordView(true, "", false, "Enter the e-mail that you sign in with.")),
                Sample.bare(
                        "forgotten-password-asked",
                        "signin/forgottenPassword",
                        new ForgottenPasswordView(true, "ana.lima@acme.example", true, "")),
                Sample.bare(
                        "forgotten-password-no-mail",
                        "signin/forgottenPassword",
                        new ForgottenPasswordView(false, "", false, "")),
                Sample.bare(
                        "choose-sign-in",
                        "signin/choose",
                        new SignInChoicesView(
                                "mei@tanaka.example",
                                List.of(
                                        new SignInChoicesView.Choice(new UUID(0, 1), "Mei Tanaka", "Acme, Globex"),
                                        new SignInChoicesView.Choice(new UUID(0, 2), "Mei Tanaka", "")))),
                Sample.bare(
                        "second-step",
                        "signin/secondStep",
                        new SecondStepView(
                                "ana.lima@acme.example",
                                false,
                                new FactorsHere(true, true, null),
                                "This code is not right, or it was used already. Wait for the next one.")),
                Sample.bare(
                        "second-step-passkey",
                        "signin/secondStep",
                        new SecondStepView(
                                "ana.lima@acme.example",
                                false,
                                new FactorsHere(false, true, null),
                                "The passkey was refused. Try again, or use another way; the audit record says why.")),
                Sample.bare(
                        "choose-tenant",
                        "web/chooseTenant",
                        new ChooseTenantView(
                                "ana.lima@acme.example",
                                List.of(
                                        new ChooseTenantView.Choice("acme", "Acme", "Administrator", false),
                                        new ChooseTenantView.Choice("globex", "Globex", "Auditor", false),
                                        new ChooseTenantView.Choice("initech", "Initech", "Reviewer", true)))),
                Sample.bare(
                        "choose-tenant-none",
                        "web/chooseTenant",
                        new ChooseTenantView("ana.lima@acme.example", List.of())));
    }
}
