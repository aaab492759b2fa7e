package dev.muster.custom;

import static dev.muster.custom.UploadedIntegration.HEADING;
import static dev.muster.custom.UploadedIntegration.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.BadDayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// A script keeps an application up to date whose data comes in files.
@BadDayTest
class UploadApiTest {
    @Autowired
    private ApplicationContext server;

    @Test
    void a_file_without_a_fault_is_published_at_once() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);

        Answer answer = payroll.upload(HEADING + rows(0, 30) + "ana@acme.example,Ana,Salaries,Approve,\n");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().get("state").asString()).isEqualTo("published");
        assertThat(answer.json().get("revision").asInt()).isEqualTo(1);
        assertThat(answer.json().get("read").asLong()).isEqualTo(31);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(31);
        JsonNode now = payroll.now();
        assertThat(now.get("status").asString()).isEqualTo("Connected");
        assertThat(now.get("message").asString()).isEqualTo("Data available");
        assertThat(now.get("counts").get("accounts").asLong()).isEqualTo(31);
        assertThat(now.get("counts").get("grants").asLong()).isEqualTo(31);
        assertThat(now.get("nextRun").isNull()).isTrue();
    }

    @Test
    void a_file_with_rejected_rows_waits_with_the_reasons() {
        UploadedIntegration payroll = UploadedIntegration.understood(server);
        payroll.upload(HEADING + rows(0, 3));

        Answer answer = payroll.upload(HEADING + rows(1, 3) + "user0@acme,User 0,Expenses,View,\n" + rows(1, 2));

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        assertThat(answer.json().get("state").asString()).isEqualTo("on hold");
        assertThat(answer.json().get("read").asLong()).isEqualTo(4);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(2);
        assertThat(answer.json().get("rows").get(0).get("row").asInt()).isEqualTo(4);
        assertThat(answer.json().get("rows").get(0).get("why").asString()).isEqualTo("Not an e-mail address: user0@acme");
        assertThat(answer.json().get("rows").get(0).get("follows").asString())
                .isEqualTo("user0@acme.example is there now, and would be gone because of this row");
        assertThat(answer.json().get("rows").get(1).get("why").asString()).isEqualTo("The same as row 2");
        assertThat(payroll.now().get("status").asString()).isEqualTo("On hold");
        assertThat(payroll.now().get("revision").asInt()).isEqualTo(1);
    }
}
