package dev.muster.mail;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.muster.ScriptedIntegration;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.factor.AuthenticatorApp;
import dev.muster.factor.Draft;
import dev.muster.factor.SecondFactors;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.token.ApiToken;
import dev.muster.token.ApiTokens;
import dev.muster.token.EndingTokens;
import dev.muster.token.WantedToken;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What Muster sends, at a mail server that keeps it.
@MusterTest
class MailTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String URL = "http://muster.acme.example";
    private static final String NEW_BROWSER = "A new sign-in for Muster";
    private static final Pattern LINK = Pattern.compile(Pattern.quote(URL) + "(/\\S+)");
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        SERVER.start();
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext server;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Members members;

    @Autowired
    private Mails mails;

    @Autowired
    private MailStore store;

    @Autowired
    private Delivery delivery;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private Member ana;

    @DynamicPropertySource
    static void a_mail_server(DynamicPropertyRegistry settings) {
        settings.add("muster.url", () -> URL);
        settings.add(
                "muster.mail.server",
                () -> "smtp://127.0.0.1:" + SERVER.getSmtp().getPort());
        settings.add("muster.mail.from", () -> "muster@acme.example");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void an_administrator() {
        acme = people.tenant("acme");
        ana = members.find(acme.id(), acme.user()).orElseThrow();
        passwords.set(acme.user(), PASSWORD);
    }

    @Test
    void an_invitation_goes_to_the_address_and_its_link_is_shown_to_nobody_else() {
        String address = "new.person@" + acme.tenant().slug() + ".example";

        HttpResponse<String> answer =
                administrator().post(at("members"), Map.of("email", address, "name", "Mei Tanaka", "role", "REVIEWER"));

        assertThat(answer.body())
                .contains("The invitation goes to " + address + " by mail")
                .doesNotContain("/invitation?code=");
        String mail = text(received(address));
        assertThat(mail).contains("Hello Mei Tanaka", "Ana Lima asks you to join acme in Muster, as Reviewer");
        assertThat(new Visitor(port).get(link(mail)).body()).contains("Join acme as Reviewer");
    }

    @Test
    void who_answers_for_an_integration_hears_that_a_run_waits_for_them() {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 40, 3);
        IntStream.range(0, 20).forEach(i -> scripted.script().without("people", "P" + i));
        scripted.sync();

        String mail = text(received(scripted.tenant().administrator().email()));

        assertThat(mail)
                .contains("a run waits for somebody to release or discard it", "On hold: ", "would disappear")
                .contains(URL + "/t/")
                .doesNotContain(scripted.secret());
        assertThat(link(mail)).endsWith("/integrations/" + scripted.id());
    }

    @Test
    void a_muster_that_keeps_its_mails_sends_none_and_shows_what_they_say(
            @Autowired ObjectProvider<Scheduler> scheduler, @Autowired Clock clock) {
        var keeping = new Mails(
                new Smtp(null), new MailSettings("", "", "", "", true), store, transactions, scheduler, clock);
        var reset = new Mail(Mail.About.PASSWORD, ana.email(), "A new password", "Open\n/set-password?code=x\n");

        transactions.write(acme.id(), () -> keeping.post(acme.id(), reset));

        SentMail listed = keeping.newest(acme.id()).getFirst();
        assertThat(listed.subject()).isEqualTo("A new password");
        assertThat(keeping.kept(acme.id(), listed.id())).contains(reset);
        assertThat(keeping.kept(people.tenant("globex").id(), listed.id())).isEmpty();
        assertThat(delivery.deliver(acme.id(), listed.id())).isEmpty();
        assertThat(SERVER.getReceivedMessagesForDomain(ana.email())).isEmpty();
        assertThat(mails.kept(acme.id(), listed.id())).isEmpty();
        assertThat(mails.newest(acme.id())).isEmpty();
    }

    @Test
    void a_test_mail_arrives_and_what_became_of_it_can_be_seen() {
        Visitor visitor = administrator();

        String answer = visitor.get(Visitor.redirect(visitor.post(at("mail"), Map.of())))
                .body();

        assertThat(answer).contains("A mail to " + ana.email() + " is on its way.");
        assertThat(text(received(ana.email()))).contains("whether mails of acme arrive. They do.");
        assertThat(eventually(() -> visitor.get(at("mail")).body(), page -> page.contains("Sent</span>")))
                .contains("Mails of acme arrive", ana.email());
    }

    @Test
    void whose_second_factor_changes_hears_of_it(@Autowired SecondFactors factors) {
        var user = new User(ana.user(), ana.name(), ana.email());
        Draft draft = factors.draft(user);

        factors.turnOn(user, draft.sealed(), new AuthenticatorApp(draft.key()).code(), "");

        assertThat(text(received(ana.email())))
                .contains("An authenticator app was set up, for the sign-in with the e-mail " + ana.email());
        assertThat(mails.newest(acme.id())).as("what the tenant sees").isEmpty();
    }

    @Test
    void a_sign_in_from_a_browser_that_is_new_to_it_is_told_and_from_a_known_one_is_not() {
        var visitor = new Visitor(port);
        visitor.signIn(ana.email(), PASSWORD);
        String told = text(newBrowsers(1).getFirst());
        visitor.get(at("members"));
        visitor.post("/sign-out", Map.of());
        visitor.signIn(ana.email(), PASSWORD);

        new Visitor(port).signIn(ana.email(), PASSWORD);

        assertThat(told)
                .contains("Hello Ana Lima", "From: 127.0.0.1", "Browser: Another program")
                .contains(URL + "/t/" + acme.tenant().slug() + "/security");
        assertThat(newBrowsers(2)).hasSize(2);
        assertThat(mails.newest(acme.id())).as("what the tenant sees").isEmpty();
    }

    @Test
    void whose_token_is_about_to_end_hears_of_it_14_days_before_and_in_the_last_day(
            @Autowired ApiTokens tokens, @Autowired EndingTokens ending) {
        UUID soon =
                tokens.make(acme, "nightly export", Duration.ofDays(30)).token().id();
        tokens.make(acme, "another", Duration.ofDays(30));

        assertThat(toTell(ending)).as("30 days before").isEmpty();
        ends(soon, Duration.ofDays(13));
        assertThat(toTell(ending)).containsExactly("nightly export");
        assertThat(toTell(ending)).as("told already").isEmpty();
        ends(soon, Duration.ofHours(23));
        assertThat(toTell(ending)).containsExactly("nightly export");
        assertThat(toTell(ending)).as("told twice").isEmpty();
        ends(soon, Duration.ofHours(-1));
        assertThat(toTell(ending)).as("it has ended").isEmpty();
    }

    @Test
    void the_mail_about_a_token_goes_to_whoever_answers_for_it(@Autowired ApiTokens tokens) {
        UUID id = tokens.make(acme, new WantedToken("deploy", Duration.ofDays(30), Set.of(Scope.READ), true))
                .token()
                .id();
        ends(id, Duration.ofDays(5));

        SchedulerClient scheduler = server.getBean(Scheduler.class);
        scheduler.reschedule(TaskInstanceId.of("ending-tokens", RecurringTask.INSTANCE), Instant.now());

        assertThat(text(received(ana.email())))
                .contains("the API token deploy of acme ends on ", "you answer for this token")
                .contains(URL + "/t/" + acme.tenant().slug() + "/settings/tokens");
    }

    @Test
    void whoever_forgot_a_password_gets_a_link_and_a_stranger_learns_nothing() {
        String unknown = "unknown@" + acme.tenant().slug() + ".example";

        HttpResponse<String> known = forgotten(ana.email());
        HttpResponse<String> nobody = forgotten(unknown);

        assertThat(known.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(200);
        assertThat(shown(known).replace(ana.email(), unknown)).isEqualTo(shown(nobody));
        String link = link(text(received(ana.email())));
        var visitor = new Visitor(port);
        visitor.get(link);
        visitor.post(
                "/set-password",
                Map.of("code", link.substring(link.indexOf('=') + 1), "password", "another horse battery"));
        assertThat(visitor.get("/t/" + acme.tenant().slug() + "/home").statusCode())
                .isEqualTo(200);
        assertThat(sentTo(unknown)).isEmpty();
    }

    @Test
    void a_sign_in_gets_one_mail_however_often_somebody_asks() {
        forgotten(ana.email());
        received(ana.email());

        forgotten(ana.email());
        String last = "last@" + acme.tenant().slug() + ".example";
        invite(last);
        received(last);

        assertThat(sentTo(ana.email())).hasSize(1);
    }

    @Test
    void a_link_that_an_administrator_asks_for_goes_to_the_member() {
        TenantAccess nils = people.member(acme, "Nils Falk", Role.REVIEWER);
        String address = members.find(acme.id(), nils.user()).orElseThrow().email();

        String answer = administrator()
                .post(at("members/" + nils.user().value() + "/password"), Map.of())
                .body();

        assertThat(answer)
                .contains("A link for a new password goes to " + address + " by mail.")
                .doesNotContain("/set-password?code=");
        assertThat(text(received(address))).contains("Ana Lima asked for it");
    }

    @Test
    void what_a_mail_says_is_sealed_while_it_waits_and_gone_after_that() {
        UUID id = waiting("nobody@" + acme.tenant().slug() + ".example");
        assertThat(row(id)).contains("sealed=").doesNotContain("a secret link");

        assertThat(delivery.deliver(acme.id(), id)).isEmpty();

        assertThat(row(id)).contains("sealed=null").doesNotContain("sent_at=null");
        assertThat(delivery.deliver(acme.id(), id))
                .as("nothing is left to send")
                .isEmpty();
    }

    @Test
    void a_mail_that_is_not_taken_is_tried_again_for_a_day_and_then_given_up() {
        UUID id = waiting("nobody at all");
        Duration waited = Duration.ZERO;
        Optional<Duration> pause = delivery.deliver(acme.id(), id);
        assertThat(administrator().get(at("mail")).body()).contains("Not sent so far: ");

        while (pause.isPresent()) {
            waited = waited.plus(pause.get());
            pause = delivery.deliver(acme.id(), id);
        }

        assertThat(waited).isBetween(Duration.ofHours(24), Duration.ofHours(26));
        assertThat(administrator().get(at("mail")).body())
                .contains("Not sent, given up after a day: ", "nobody at all");
        assertThat(row(id)).contains("sealed=null");
    }

    @Test
    void nothing_is_sent_of_a_transaction_that_is_not_committed() {
        String address = "undone@" + acme.tenant().slug() + ".example";

        assertThatThrownBy(() -> transactions.write(acme.id(), () -> {
                    mails.post(acme.id(), mail(address));
                    throw new IllegalArgumentException("undone");
                }))
                .hasMessage("undone");

        assertThat(mails.newest(acme.id())).isEmpty();
    }

    @Test
    void only_administrators_see_what_was_sent() {
        TenantAccess nils = people.member(acme, "Nils Falk", Role.AUDITOR);
        passwords.set(nils.user(), PASSWORD);
        var visitor = new Visitor(port);
        visitor.signIn(members.find(acme.id(), nils.user()).orElseThrow().email(), PASSWORD);

        assertThat(visitor.get(at("mail")).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> invite(String address) {
        return administrator().post(at("members"), Map.of("email", address, "name", "Mei Tanaka", "role", "REVIEWER"));
    }

    private HttpResponse<String> forgotten(String email) {
        var stranger = new Visitor(port);
        stranger.get("/forgotten-password");
        return stranger.post("/forgotten-password", Map.of("email", email));
    }

    /// A page without what is made anew for each.
    private static String shown(HttpResponse<String> page) {
        return page.body().replaceAll("(nonce|value|content)=\"[^\"]*\"", "");
    }

    private UUID waiting(String address) {
        UUID id = UUID.randomUUID();
        transactions.write(acme.id(), () -> store.put(acme.id(), id, mail(address), Instant.now()));
        return id;
    }

    private static Mail mail(String address) {
        return new Mail(Mail.About.TRIAL, address, "A subject", "a secret link\n");
    }

    private String row(UUID id) {
        return JdbcClient.create(database.administrator())
                .sql("select * from outgoing_mail where id = :id")
                .param("id", id)
                .query()
                .singleRow()
                .toString();
    }

    private Visitor administrator() {
        var visitor = new Visitor(port);
        visitor.signIn(ana.email(), PASSWORD);
        visitor.get(at("members"));
        return visitor;
    }

    private String at(String page) {
        return "/t/%s/settings/%s".formatted(acme.tenant().slug(), page);
    }

    private static MimeMessage received(String address) {
        return eventually(() -> sentTo(address), found -> !found.isEmpty()).getFirst();
    }

    /// Besides those about new browsers, which come with every sign-in of a test.
    private static List<MimeMessage> sentTo(String address) {
        return all(address).filter(mail -> !subject(mail).equals(NEW_BROWSER)).toList();
    }

    private List<MimeMessage> newBrowsers(int atLeast) {
        return eventually(
                () -> all(ana.email())
                        .filter(mail -> subject(mail).equals(NEW_BROWSER))
                        .toList(),
                found -> found.size() >= atLeast);
    }

    private static Stream<MimeMessage> all(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address));
    }

    private List<String> toTell(EndingTokens ending) {
        return ending.tellOf(acme.id()).stream().map(ApiToken::name).toList();
    }

    /// As if it had been told of 12 days ago, if it was.
    private void ends(UUID token, Duration in) {
        JdbcClient.create(database.administrator())
                .sql("""
                        update api_token
                           set expires_at = :at, told_of_end = told_of_end - interval '12 days'
                         where id = :id
                        """)
                .param("at", Instant.now().plus(in).atOffset(ZoneOffset.UTC))
                .param("id", token)
                .update();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException unread) {
            throw new IllegalStateException(unread);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage mail) {
        return GreenMailUtil.getBody(mail).replace("\r\n", "\n");
    }

    private static String link(String mail) {
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }
}
