package dev.muster.settings;

import static dev.muster.web.SampleFrames.page;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.Circumstances;
import dev.muster.audit.Origin;
import dev.muster.audit.Outcome;
import dev.muster.factor.Draft;
import dev.muster.factor.QrPicture;
import dev.muster.mail.Mail;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pager;
import dev.muster.web.RecordedAct;
import dev.muster.web.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The pages under Settings, for those who may change them and those who may not.
public final class SettingsSamples {
    private static final Instant MADE = Instant.parse("2026-08-12T09:00:00Z");

    private static final Moment AT = new Moment(MADE, ZoneOffset.UTC, MADE.plusSeconds(900));
    private static final String WRONG_CODE =
            "This is not the code the app shows now. Nothing was changed; try the next one.";

    private SettingsSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("members", "settings/members", members(true), page(Nav.MEMBERS, "Settings", "Members")),
                new Sample(
                        "members-looking",
                        "settings/members",
                        members(false),
                        page(Nav.MEMBERS, Role.REVIEWER, "Nils Falk", "Settings", "Members")),
                new Sample("members-leaving", "settings/leaving", leaving(), page(Nav.MEMBERS, "Settings", "Members")),
                new Sample("members-faults", "settings/members", faulty(), page(Nav.MEMBERS, "Settings", "Members")),
                new Sample("security", "settings/security", security(factor()), page(null, "Security")),
                new Sample("security-none", "settings/security", security(noFactor()), page(null, "Security")),
                new Sample("security-provider", "settings/security", byProvider(), page(null, "Security")),
                Sample.bare("second-factor-code", "settings/factor", factor(false, false, draft(), WRONG_CODE)),
                Sample.bare("second-factor-new", "settings/factor", factor(false, false, null, null)),
                Sample.bare("passkey-new", "settings/passkey", passkey()),
                Sample.bare("second-factor-off", "settings/factor", factor(true, true, null, null)),
                Sample.bare(
                        "recovery-codes",
                        "settings/recoveryCodes",
                        new RecoveryCodesView(Collections.nCopies(10, "k7d2-x4qm-ab3c-zz5p-p2yt-6vne"), true, "/")),
                new Sample(
                        "signing-in",
                        "settings/signingIn",
                        signingIn(AccessLimits.MOST, true, Map.of()),
                        page(Nav.SIGNING_IN, "Settings", "Signing in")),
                new Sample(
                        "signing-in-faults",
                        "settings/signingIn",
                        signingIn(
                                new AccessLimits(15, 8, 90),
                                true,
                                Map.of("sessionHours", "Write a whole number from 1 to 12.")),
                        page(Nav.SIGNING_IN, "Settings", "Signing in")),
                new Sample(
                        "signing-in-looking",
                        "settings/signingIn",
                        signingIn(new AccessLimits(15, 8, 90), false, Map.of()),
                        page(Nav.SIGNING_IN, Role.REVIEWER, "Nils Falk", "Settings", "Signing in")),
                new Sample("tokens", "settings/tokens", tokens(), page(Nav.TOKENS, "Settings", "API tokens")),
                new Sample(
                        "tokens-none",
                        "settings/tokens",
                        new TokensView(
                                List.of(),
                                List.of(Scope.READ),
                                false,
                                false,
                                TokensView.Form.EMPTY,
                                Map.of(),
                                null,
                                null),
                        page(Nav.TOKENS, "Settings", "API tokens")),
                new Sample(
                        "mail",
                        "settings/mail",
                        mail("muster@acme.example", false),
                        page(Nav.MAIL, "Settings", "Mail")),
                new Sample("mail-kept", "settings/mail", mail(null, true), page(Nav.MAIL, "Settings", "Mail")),
                new Sample("mail-text", "settings/mailText", mailText(), page(Nav.MAIL, "Settings", "Mail")),
                new Sample(
                        "mail-none",
                        "settings/mail",
                        new MailView(null, false, List.of(), null),
                        page(Nav.MAIL, "Settings", "Mail")),
                new Sample(
                        "history", "settings/retention", retention(Map.of()), page(Nav.HISTORY, "Settings", "History")),
                new Sample(
                        "history-faults",
                        "settings/retention",
                        retention(Map.of("months", "Give a whole number of months from 1 to 600.")),
                        page(Nav.HISTORY, "Settings", "History")),
                new Sample(
                        "history-looking",
                        "settings/retention",
                        new RetentionView(24, false, "24", Map.of(), null),
                        page(Nav.HISTORY, Role.REVIEWER, "Nils Falk", "Settings", "History")),
                new Sample("audit", "settings/audit", audit(false), page(Nav.AUDIT, "Settings", "Audit")),
                new Sample("audit-broken", "settings/audit", audit(true), page(Nav.AUDIT, "Settings", "Audit")));
    }

    private static MailTextView mailText() {
        var mail = new Mail(Mail.About.INVITATION, "mei.tanaka@acme.example", "Ana Lima asks you to join Acme", """
                Hello Mei Tanaka,

                Ana Lima asks you to join Acme in Muster, as Reviewer. Muster shows who has access to what.

                To answer, open this link:
                /invitation/qQc0aW9dTn2N3yqJkq3n1gAAAAAAAAAAAAAAAAAAAAA
                """);
        return MailTextView.of(mail, path -> "http://127.0.0.1:8080" + path);
    }

    private static MailView mail(@Nullable String from, boolean kept) {
        return new MailView(
                from,
                kept,
                List.of(
                        new MailView.Row(
                                new UUID(0, 1),
                                "Integration",
                                "priya.raman@acme.example",
                                "Pagerduty (Acme): a run waits for somebody to release or discard it",
                                Moment.utc(MADE),
                                "Waits",
                                false),
                        new MailView.Row(
                                new UUID(0, 2),
                                "Invitation",
                                "mei.tanaka@acme.example",
                                "Ana Lima asks you to join Acme",
                                Moment.utc(MADE.minusSeconds(600)),
                                "Not sent so far: 450 4.2.1 The mailbox is busy",
                                true),
                        new MailView.Row(
                                new UUID(0, 3),
                                "Test",
                                "ana.lima@acme.example",
                                "Mails of Acme arrive",
                                Moment.utc(MADE.minusSeconds(86_400)),
                                "Sent",
                                false)),
                "A mail to ana.lima@acme.example is on its way.");
    }

    private static RetentionView retention(Map<String, String> faults) {
        return new RetentionView(36, true, "36", faults, faults.isEmpty() ? "The past is kept for 36 months." : null);
    }

    private static List<MembersView.Row> rows() {
        return List.of(
                new MembersView.Row(
                        new UUID(0, 1), "Ana Lima", "ana.lima@acme.example", Role.ADMINISTRATOR, true, "", true),
                new MembersView.Row(
                        new UUID(0, 2), "Nils Falk", "nils.falk@acme.example", Role.REVIEWER, false, "", false),
                new MembersView.Row(
                        new UUID(0, 3),
                        "Priya Raman",
                        "priya.raman@acme.example",
                        Role.RISK_MANAGER,
                        true,
                        "Pagerduty, Payroll",
                        false));
    }

    private static MembersView members(boolean mayChange) {
        return new MembersView(
                rows(),
                List.of(
                        new MembersView.Invited(
                                new UUID(0, 8),
                                "Mei Tanaka",
                                "mei.tanaka@acme.example",
                                "Reviewer",
                                "Ana Lima",
                                "30 Nov 2026",
                                false),
                        new MembersView.Invited(
                                new UUID(0, 9),
                                "Tomasz Wrona",
                                "tomasz.wrona@acme.example",
                                "Auditor",
                                "Ana Lima",
                                "12 Nov 2026",
                                true)),
                mayChange,
                MembersView.Form.EMPTY,
                Map.of(),
                null,
                mayChange
                        ? new MembersView.Once(
                                "Invitation for Mei Tanaka",
                                "Hand this link to mei.tanaka@acme.example: Muster sends no mail. Whoever opens it can"
                                        + " join Acme as Reviewer, and nobody is a member before. It works once and"
                                        + " ends on 30 Nov 2026, 09:40 UTC. It is not shown again.",
                                "https://muster.acme.example/invitation?code=5d7f20c4aa01b2c3d4e5f60718293a4b5c6d7e8f")
                        : null,
                null);
    }

    private static MembersView faulty() {
        return new MembersView(
                rows(),
                List.of(),
                true,
                new MembersView.Form("nobody", "", ""),
                Map.of("email", "This is no e-mail address.", "name", "A name is needed.", "role", "Choose a role."),
                "Acme would be left without an Administrator. Make somebody else one first.",
                null,
                null);
    }

    private static LeavingView leaving() {
        return new LeavingView(
                new UUID(0, 2),
                "Nils Falk",
                "Acme",
                false,
                List.of(
                        new LeavingView.Left(new UUID(0, 7), "Pagerduty", true, new UUID(0, 1)),
                        new LeavingView.Left(new UUID(0, 8), "Payroll", false, new UUID(0, 1))),
                List.of(
                        new LeavingView.Choice(new UUID(0, 1), "Ana Lima"),
                        new LeavingView.Choice(new UUID(0, 3), "Priya Raman")));
    }

    private static SecurityView.Factor factor() {
        return new SecurityView.Factor(
                new SecurityView.App(AT, AT),
                List.of(
                        new SecurityView.Passkey(new UUID(0, 1), "MacBook of Ana", AT, AT, null),
                        new SecurityView.Passkey(new UUID(0, 2), "YubiKey 5C", AT, null, "muster.old.example")),
                new SecurityView.Codes(7, AT),
                "Acme",
                null);
    }

    private static SecurityView.Factor noFactor() {
        return new SecurityView.Factor(
                null,
                List.of(),
                null,
                "",
                "Passkeys belong to a host with a name, and this is the IP address 10.20.4.17. On the machine itself,"
                        + " http://localhost:8080 does; elsewhere Muster needs a name, said as MUSTER_URL.");
    }

    private static PasskeyView passkey() {
        return new PasskeyView(
                "ana.lima@acme.example",
                "muster.acme.example",
                true,
                "MacBook of Ana",
                "/t/acme/security",
                "This passkey is known already, so nothing was changed. Make another one.");
    }

    private static FactorView factor(boolean on, boolean off, @Nullable Draft draft, @Nullable String fault) {
        return new FactorView("ana.lima@acme.example", on, on, false, !on, off, draft, "/t/acme/security", fault);
    }

    private static Draft draft() {
        return new Draft(
                "",
                "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
                new QrPicture(29, "M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 13h3v3h-3zM20 19h2v4h-2z"));
    }

    private static SecurityView security(SecurityView.Factor factor) {
        Moment at = AT;
        return new SecurityView(
                "ana.lima@acme.example",
                false,
                at,
                factor,
                List.of(
                        new SecurityView.Row("5d7f", "Chrome on macOS", "10.20.4.17", at, at, true),
                        new SecurityView.Row("20c4", "Safari on iPhone", "82.134.20.9", at, at, false)),
                Map.of("current", "This is not your password. Nothing was changed."),
                null);
    }

    private static SecurityView byProvider() {
        return new SecurityView(
                "ana.lima@acme.example",
                true,
                null,
                noFactor(),
                List.of(new SecurityView.Row("5d7f", "Chrome on macOS", "10.20.4.17", AT, AT, true)),
                Map.of(),
                "The session has ended.");
    }

    private static SigningInView signingIn(AccessLimits limits, boolean mayChange, Map<String, String> faults) {
        return new SigningInView(
                false,
                3,
                List.of("Nils Falk", "Priya Raman"),
                true,
                mayChange,
                limits,
                SigningInView.Typed.of(limits),
                faults,
                null,
                null);
    }

    private static TokensView tokens() {
        return new TokensView(
                List.of(
                        new TokensView.Row(
                                new UUID(0, 1),
                                "nightly export",
                                "Ana Lima",
                                false,
                                "Read",
                                true,
                                MADE,
                                MADE,
                                MADE.plusSeconds(999_999),
                                false),
                        new TokensView.Row(
                                new UUID(0, 2),
                                "payroll-upload",
                                "Priya Raman",
                                true,
                                "Integrations",
                                true,
                                MADE,
                                null,
                                MADE.plusSeconds(999_999),
                                false),
                        new TokensView.Row(
                                new UUID(0, 3),
                                "old",
                                "Priya Raman",
                                false,
                                "Read, Integrations, Admin",
                                false,
                                MADE,
                                MADE,
                                MADE,
                                true),
                        new TokensView.Row(
                                new UUID(0, 4),
                                "older",
                                "Priya Raman",
                                false,
                                "Read, Integrations, Admin",
                                false,
                                MADE,
                                MADE,
                                MADE.plus(400, ChronoUnit.DAYS),
                                false)),
                List.of(Scope.values()),
                true,
                true,
                TokensView.Form.EMPTY,
                Map.of(),
                new TokensView.Made("nightly export", "muster_5d7f20c4aa01b2c3d4e5f60718293a4b5c6d7e8f"),
                null);
    }

    private static AuditView audit(boolean broken) {
        return new AuditView(
                List.of(
                        act(
                                413,
                                "Ana Lima",
                                "member.role_changed",
                                "Priya Raman <priya.raman@acme.example>",
                                Map.of("before", "Reviewer", "after", "Risk Manager")),
                        act(
                                412,
                                "Priya Raman",
                                "request.refused",
                                "GET /t/acme/settings/mail",
                                Map.of("reason", "Mail is seen by Administrators of Acme; you are Reviewer there.")),
                        act(
                                411,
                                "Muster",
                                "revision.published",
                                "Pagerduty Payments",
                                Map.of("revision", "63", "run", "64", "digest", "5d7f20c4".repeat(8)))),
                broken
                        ? new AuditQuestion(
                                "",
                                "Ana",
                                "members",
                                "refused",
                                "192.0.2.7",
                                "2026-11-01",
                                "2026-11-30",
                                new UUID(0, 9).toString())
                        : new AuditQuestion("", "", "", "", "", "", "", ""),
                broken ? "Pagerduty Payments" : null,
                Pager.newestFirst(1, 2, 412, null, "?before=411"),
                broken
                        ? "Entry 212 is not signed by this Muster. The record was changed outside Muster; entries before 212 are"
                                + " as they were written."
                        : "The newest 172 entries are as written and signed. The first 240 entries were there before this Muster"
                                + " began to sign on 3 Nov 2026, 09:41 UTC, and unchanged since. The certificates of 63 published"
                                + " revisions are those that were recorded. Hash of the newest: " + "5d7f20c4".repeat(8)
                                + ". Public key: 302a300506032b6570032100" + "91ab03ef".repeat(8),
                broken);
    }

    private static Circumstances from(String action) {
        return new Circumstances(
                action.equals("request.refused") ? Outcome.REFUSED : Outcome.DONE,
                new Origin("192.0.2.7", "Firefox on Linux", "7K2M-Q4VD-93TX"));
    }

    private static RecordedAct act(
            long number, String actor, String action, String subject, Map<String, String> details) {
        var entry = new AuditEntry(
                number,
                MADE,
                new Actor(Actor.Kind.USER, new UUID(0, 1), actor),
                action,
                subject,
                details,
                from(action));
        var payments = new RecordedAct.Place(subject, "/t/acme/integrations/payments");
        return RecordedAct.of(entry, Moment.utc(MADE), action.startsWith("revision") ? payments : null);
    }
}
