package dev.muster.tenant;

import static dev.muster.tenant.Role.ADMINISTRATOR;
import static dev.muster.tenant.Role.AUDITOR;
import static dev.muster.tenant.Role.REVIEWER;
import static dev.muster.tenant.Role.RISK_MANAGER;

import java.util.List;
import java.util.Set;

/// What may be done, and by whom: the one table of it. Every page and every call names its action with [Does]; pages,
/// refusals and the documentation are made of this.
///
/// Owners are the primary and secondary owners of one integration. To answer for it is no right to change anything in
/// the tenant besides, and nothing makes an Auditor change something.
public enum Action {
    /// Needs no sign-in: whoever asks is nobody yet.
    ENTER(
            "Sign in, answer an invitation, set a password by a link, load what pages are made of, read how the API works",
            "",
            Set.of(),
            false),
    OWN_SIGN_IN(
            "Choose a tenant, change one's own password and second factor, end one's own sessions, ask whom a token speaks for",
            "This needs a sign-in",
            Set.of(Role.values()),
            false),
    SEE(
            "See integrations, access data, history, people and files of them",
            "Data is seen by members",
            Set.of(Role.values()),
            false),
    SEE_MEMBERS("See members and invitations", "Members are seen by members", Set.of(Role.values()), false),
    OWN_TOKENS("Make and revoke one's own API tokens", "Tokens are made by members", Set.of(Role.values()), false),
    OWN_FILES(
            "Have files of lists written, and remove one's own",
            "Files of lists are written for members",
            Set.of(Role.values()),
            false),
    OWN_FILTERS(
            "Save filters of lists, share them, rename and remove one's own, pick columns",
            "Filters are saved by members",
            Set.of(Role.values()),
            false),
    SEE_RECORD(
            "Read the audit record",
            "The audit record is read by Administrators, Risk Managers and Auditors",
            Set.of(ADMINISTRATOR, RISK_MANAGER, AUDITOR),
            false),
    SEE_FILES_OF_OTHERS(
            "See and fetch files that others asked for",
            "Files that others asked for are seen by Administrators and Auditors",
            Set.of(ADMINISTRATOR, AUDITOR),
            false),
    ADD_INTEGRATION(
            "Add an integration",
            "Integrations are managed by Administrators and Risk Managers",
            Set.of(ADMINISTRATOR, RISK_MANAGER),
            false),
    RUN_INTEGRATION(
            "Configure, test, sync, cancel, pause and resume an integration, bring it files, release and discard its runs",
            "Integrations are managed by their owners, Risk Managers and Administrators",
            Set.of(ADMINISTRATOR, RISK_MANAGER),
            true),
    NAME_OWNERS(
            "Say who answers for an integration",
            "Who answers for an integration is said by Administrators and Risk Managers",
            Set.of(ADMINISTRATOR, RISK_MANAGER),
            false),
    DELETE_INTEGRATION(
            "Delete an integration",
            "Integrations are deleted by Administrators and Risk Managers",
            Set.of(ADMINISTRATOR, RISK_MANAGER),
            false),
    DECIDE_ACCOUNTS(
            "Say whose an account is",
            "Integrations are managed by Administrators and Risk Managers",
            Set.of(ADMINISTRATOR, RISK_MANAGER),
            false),
    MANAGE_MEMBERS(
            "Invite, change and remove members, make links for their passwords, take their second factors away, end"
                    + " their sessions, revoke their API tokens",
            "Members are managed by Administrators",
            Set.of(ADMINISTRATOR),
            false),
    SEE_MAIL(
            "See which mails Muster sent for the tenant, and try whether one arrives",
            "Mail is seen by Administrators",
            Set.of(ADMINISTRATOR),
            false),
    MANAGE_WEBHOOKS(
            "Name webhooks, make and replace their secrets, see what they were told, and tell it again",
            "Webhooks are managed by Administrators",
            Set.of(ADMINISTRATOR),
            false),
    MANAGE_TENANT(
            "Say for how long the past is kept, how long sessions and API tokens last, whether members need a second factor, and by which single sign-on they come",
            "What is kept, and how members sign in, is decided by Administrators",
            Set.of(ADMINISTRATOR),
            false);

    /// Who may answer for an integration: those whom doing something for it is not forbidden.
    private static final Set<Role> OWNERS = Set.of(ADMINISTRATOR, RISK_MANAGER, REVIEWER);

    private final String title;
    private final String rule;
    private final Set<Role> roles;
    private final boolean owners;

    Action(String title, String rule, Set<Role> roles, boolean owners) {
        this.title = title;
        this.rule = rule;
        this.roles = roles;
        this.owners = owners;
    }

    /// As the documentation names it.
    public String title() {
        return title;
    }

    /// Who may, as the beginning of a sentence: `Members are managed by Administrators`.
    String rule() {
        return rule;
    }

    /// Without which scope no API token may.
    public Scope scope() {
        return switch (this) {
            case ENTER, OWN_SIGN_IN, SEE, SEE_MEMBERS, OWN_FILES, OWN_FILTERS, SEE_RECORD, SEE_FILES_OF_OTHERS ->
                Scope.READ;
            case ADD_INTEGRATION, RUN_INTEGRATION, NAME_OWNERS, DECIDE_ACCOUNTS -> Scope.INTEGRATIONS;
            case OWN_TOKENS, DELETE_INTEGRATION, MANAGE_MEMBERS, MANAGE_TENANT, MANAGE_WEBHOOKS, SEE_MAIL ->
                Scope.ADMIN;
        };
    }

    /// Whether somebody without a sign-in may.
    public boolean isForEverybody() {
        return this == ENTER;
    }

    /// Whether a role may, in the whole tenant.
    public boolean isFor(Role role) {
        return isForEverybody() || roles.contains(role);
    }

    /// Whether a role may, with an integration that they answer for.
    public boolean isForOwner(Role role) {
        return isFor(role) || owners && mayOwn(role);
    }

    /// Whether somebody of that role may answer for an integration.
    public static boolean mayOwn(Role role) {
        return OWNERS.contains(role);
    }

    /// The table as documentation has it, in Markdown.
    public static String table() {
        var table = new StringBuilder("| what | ");
        List<Role> all = List.of(Role.values());
        all.forEach(role -> table.append(role.title()).append(" | "));
        table.append("owner who is Reviewer |\n| --- |")
                .append(" --- |".repeat(all.size() + 1))
                .append('\n');
        for (Action action : values()) {
            table.append("| ").append(action.title()).append(" | ");
            all.forEach(role -> table.append(sign(action.isFor(role))).append(" | "));
            table.append(action.isFor(REVIEWER) ? "yes" : action.isForOwner(REVIEWER) ? "theirs" : "no")
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String sign(boolean may) {
        return may ? "yes" : "no";
    }
}
