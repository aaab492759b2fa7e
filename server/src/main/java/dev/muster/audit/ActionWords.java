package dev.muster.audit;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words between who did something and what it was done to, and those after it, for every action that Muster
/// records.
///
/// @param before a verb in the past tense, and what leads to the subject
/// @param tail   with the names of details in braces, a moment as its day in UTC; left out when the entry lacks one
record ActionWords(String before, String tail) {
    private static final Pattern DETAIL = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Map<String, ActionWords> BY_ACTION = Map.ofEntries(
            entry("integration.added", words("added", ", for which {owner} answers")),
            entry("integration.changed", words("changed the name, description, owners or hold limit of", "")),
            entry(
                    "integration.configured",
                    words("saved the configuration of", ", to sync daily at {dailyAt} {timeZone}")),
            entry("integration.columns", words("said what the columns of files mean for", "")),
            entry(
                    "integration.credential_restored",
                    words("went back to the earlier credential of", ", fingerprint {fingerprint}")),
            entry("integration.paused", words("paused", "")),
            entry("integration.resumed", words("resumed", "")),
            entry("integration.deleted", words("deleted", ", which can be restored until {keptUntil}")),
            entry("integration.restored", words("restored", ", which {deletedBy} had deleted")),
            entry("integration.removed", words("removed for good", ", which {deletedBy} had deleted")),
            entry("integration.handed_over", words("handed over", " from {before} to {after}")),
            entry("upload.received", words("uploaded a file for", ": {file}, {rows} rows")),
            entry("sync.requested", words("asked for a sync of", "")),
            entry("sync.cancelled", words("cancelled the running sync of", "")),
            entry("sync.released", words("released a held run of", ": run {run} became revision {revision}")),
            entry("sync.discarded", words("discarded a held run of", ": run {run}")),
            entry("revision.published", words("published", ": revision {revision} from run {run}")),
            entry(
                    "revisions.folded",
                    words("removed old history of", ": revisions {first} to {last}; {kept} is the oldest now")),
            entry("download.made", words("had the file", " made: {rows} rows, {list}")),
            entry("download.fetched", words("fetched the file", ": {rows} rows, {list}")),
            entry("download.removed", words("removed the file", "")),
            entry("filter.saved", words("saved the filter", " of {list}, seen by {seen_by}: {filter}")),
            entry("filter.changed", words("changed the saved filter", " of {list}, now seen by {seen_by}: {filter}")),
            entry("filter.removed", words("removed the saved filter", " of {list}, which was seen by {seen_by}")),
            entry("account.person_decided", words("decided whose account this is:", ", from {before} to {after}")),
            entry("member.added", words("added", " as {role}")),
            entry("member.invited", words("invited", " as {role}")),
            entry("member.invitation_withdrawn", words("withdrew the invitation of", "")),
            entry("member.invitation_declined", words("declined the invitation of", "")),
            entry("member.joined", words("joined as", ", {role}, invited by {invited_by}")),
            entry("member.role_changed", words("changed the role of", " from {before} to {after}")),
            entry("member.removed", words("removed", ", who was {role}")),
            entry("member.factor_taken_away", words("took away the second factor of", "")),
            entry("member.password_changed", words("changed the password of", "")),
            entry("member.password_reset", words("set a new password by a link for", "")),
            entry("member.password_link_made", words("made a link to set a new password for", "")),
            entry("member.password_link_mailed", words("asked to mail a link to set a new password to", "")),
            entry("member.sessions_ended", words("ended all sessions of", "")),
            entry("factor.set_up", words("set up an authenticator app for", "")),
            entry("factor.app_removed", words("removed the authenticator app of", "")),
            entry("passkey.added", words("added a passkey of", ": {passkey}")),
            entry("passkey.renamed", words("renamed a passkey of", ": {before} is now {after}")),
            entry("passkey.removed", words("removed a passkey of", ": {passkey}")),
            entry("passkey.used", words("used a passkey of", ": {passkey}")),
            entry("passkey.refused", words("had the answer of a passkey refused, for", ": {why}")),
            entry("factor.turned_off", words("turned off the second factor of", "")),
            entry("factor.recovery_codes_made", words("made new recovery codes for", "")),
            entry("factor.recovery_code_used", words("used a recovery code of", "")),
            entry("token.created", words("made the API token", ", scopes {scopes}, ending {expires}")),
            entry("token.revoked", words("revoked the API token", " of {owner}")),
            entry("token.handed_over", words("handed over the API token", " from {before} to {after}")),
            entry("member.arrived", words("joined by single sign-on as", ", {role}")),
            entry("member.sign_on_linked", words("signed in by single sign-on for the first time as", "")),
            entry("member.sign_on_refused", words("refused", ", who is in no group with a role")),
            entry("member.role_kept", words("kept the role of", ", the only Administrator; their groups say {wanted}")),
            entry(
                    "tenant.single_sign_on_saved",
                    words("saved the single sign-on of", ", by {issuer} as {client_id}; {groups}")),
            entry("tenant.single_sign_on_removed", words("removed the single sign-on of", ", which was by {issuer}")),
            entry("tenant.domain_claimed", words("claimed the e-mail domain", "")),
            entry("tenant.domain_proved", words("proved the e-mail domain", "")),
            entry("tenant.domain_given_up", words("gave up the e-mail domain", "")),
            entry("tenant.passwords_refused", words("stopped taking passwords for", "")),
            entry("tenant.passwords_taken", words("began to take passwords again for", "")),
            entry("session.began", words("signed in as", ", with {way}")),
            entry("session.ended", words("signed out as", "")),
            entry(
                    "session.ended_by_provider",
                    words("ended the sessions of", ", whom the provider signed out: {sessions}")),
            entry("session.failed", words("failed to sign in as", ": {reason}")),
            entry("session.factor_failed", words("failed to prove the second factor of", ": {reason}")),
            entry("session.proved", words("proved again to be", "")),
            entry("session.proof_failed", words("failed to prove again to be", ": {reason}")),
            entry("session.sign_on_refused", words("was not let in by", ": {reason}")),
            entry("request.refused", words("was refused", ": {reason}")),
            entry("file.read", words("took the file", ", {rows} rows")),
            entry("integration.tested", words("tested the connection of", ": {result}")),
            entry("token.used_from", words("was used from the new address", "")),
            entry("tenant.created", words("created the tenant", "")),
            entry("keys.replaced", words("went on without", ", which is lost; values that stay closed: {closed}")),
            entry("keys.rotated", words("rotated", "; values sealed anew: {values}")),
            entry("tenant.exported", words("exported the tenant", ": {rows} rows")),
            entry("tenant.backed_up", words("took a backup that holds the tenant", ", {protection}")),
            entry("tenant.restored", words("restored the tenant", " from a backup that was taken on {taken_at}")),
            entry("tenant.deleted", words("deleted the tenant", "")),
            entry("tenant.suspended", words("suspended the tenant", "")),
            entry("tenant.resumed", words("resumed the tenant", "")),
            entry("tenant.second_factor_required", words("began to require a second factor of members of", "")),
            entry("tenant.second_factor_left_open", words("stopped requiring a second factor of members of", "")),
            entry(
                    "tenant.limits_changed",
                    words("changed how long sessions and API tokens last in", ", from {before} to {after}")),
            entry("webhook.added", words("added the webhook", ", told of {events}")),
            entry("webhook.changed", words("changed the webhook", ": from {before} to {after}")),
            entry("webhook.secret_rotated", words("made a new secret for the webhook", "")),
            entry("webhook.removed", words("removed the webhook", "")),
            entry(
                    "retention.changed",
                    words("changed how long the past is kept in", ", from {before} to {after} months")),
            entry(ChainCheck.BEGINNING, words("began to sign the", " after {entries} entries")),
            entry(
                    Pruned.ACTION,
                    words("removed old entries of the", ": {first} to {last}, recorded up to {until}; {copy}")),
            entry(ChainCheck.BREAK, words("found a change made outside Muster in the", ", at entry {entry}")));

    /// The words for an action; those of an unknown one name it.
    static ActionWords of(String action) {
        return BY_ACTION.getOrDefault(action, words("did %s on".formatted(action), ""));
    }

    /// The actions that have words.
    static Set<String> actions() {
        return BY_ACTION.keySet();
    }

    /// What follows the subject, with the details in their places; empty when one of them is missing.
    String after(Map<String, String> details) {
        Matcher named = DETAIL.matcher(tail);
        boolean complete = named.results().map(found -> found.group(1)).allMatch(details::containsKey);
        return complete ? named.reset().replaceAll(found -> quoted(details, found)) : "";
    }

    private static String quoted(Map<String, String> details, MatchResult found) {
        String value = String.valueOf(details.get(found.group(1)));
        return Matcher.quoteReplacement(MOMENT.matcher(value).matches() ? DAY.format(Instant.parse(value)) : value);
    }

    private static ActionWords words(String before, String tail) {
        return new ActionWords(before, tail);
    }
}
