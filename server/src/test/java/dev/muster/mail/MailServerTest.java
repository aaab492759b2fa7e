package dev.muster.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import dev.muster.mail.MailServer.Encryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {
    private static final String FROM = "muster@acme.example";

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.acme.example, ASKED_FOR, mail.acme.example, 587",
        "smtp://mail.acme.example:2525/, ASKED_FOR, mail.acme.example, 2525",
        "smtps://mail.acme.example, AT_ONCE, mail.acme.example, 465",
        "smtp://127.0.0.1:25, NONE, 127.0.0.1, 25",
        "smtp://localhost, NONE, localhost, 587"
    })
    void only_a_server_on_this_machine_is_spoken_to_in_the_clear(
            String said, Encryption encryption, String host, int port) {
        MailServer server = MailServer.of(settings(said, "", "", FROM), true).orElseThrow();

        assertThat(server.encryption()).isEqualTo(encryption);
        assertThat(server.host()).isEqualTo(host);
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void without_a_server_no_mail_is_sent() {
        assertThat(MailServer.of(settings(" ", "", "", ""), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.acme.example, '', '', muster@acme.example, true, not the address of a mail server",
        "http://mail.acme.example, '', '', muster@acme.example, true, not the address of a mail server",
        "smtp://u:hunter2@mail.acme.example, '', '', muster@acme.example, true, not the address of a mail server",
        "smtp://mail.acme.example/path, '', '', muster@acme.example, true, not the address of a mail server",
        "smtp://mail.acme.example, '', '', '', true, no address that mails come from",
        "smtp://mail.acme.example, '', '', Muster <m@acme.example>, true, which is not an e-mail address",
        "smtp://mail.acme.example, u, '', muster@acme.example, true, only one is set",
        "smtp://mail.acme.example, '', hunter2, muster@acme.example, true, only one is set",
        "smtp://mail.acme.example, '', '', muster@acme.example, false, MUSTER_URL is not",
        "'', u, hunter2, '', true, MUSTER_MAIL_SERVER is not set"
    })
    void what_could_not_work_is_refused_in_words_and_without_the_password(
            String server, String user, String password, String from, boolean linked, String words) {
        assertThatThrownBy(() -> MailServer.of(settings(server, user, password, from), linked))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(words)
                .hasMessageContaining("MUSTER_")
                .satisfies(refusal ->
                        assertThat(refusal.toString() + refusal.getCause()).doesNotContain("hunter2"));
    }

    @Test
    void settings_and_mails_print_nothing_secret() {
        var mail = new Mail(Mail.About.PASSWORD, "ana@acme.example", "Password", "https://secret");

        assertThat(settings("smtp://mail.acme.example", "u", "hunter2", FROM).toString())
                .doesNotContain("hunter2");
        assertThat(mail.toString()).doesNotContain("secret");
    }

    @Test
    void a_subject_is_one_line() {
        var mail = new Mail(
                Mail.About.TRIAL, "ana@acme.example", "Held\r\nBcc: all@acme.example\u202E" + "x".repeat(400), "");

        assertThat(mail.subject()).startsWith("Held Bcc: all@acme.example x").hasSize(300);
    }

    private static MailSettings settings(String server, String user, String password, String from) {
        return new MailSettings(server, user, password, from, false);
    }
}
