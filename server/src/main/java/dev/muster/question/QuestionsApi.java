package dev.muster.question;

import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Ready questions over REST.
@RestController
@Does(Action.SEE)
class QuestionsApi {
    private final PeopleLedger people;
    private final Answers answers;

    QuestionsApi(PeopleLedger people, Answers answers) {
        this.people = people;
        this.answers = answers;
    }

    /// @param asOf the moment that is counted at
    record QuestionsJson(Instant asOf, List<QuestionJson> items) {
        QuestionsJson {
            items = List.copyOf(items);
        }
    }

    /// @param id      `privileged-people`
    /// @param worry   heading that it stands below
    /// @param meaning what exactly is counted
    /// @param page    address of the list that has as many rows
    record QuestionJson(String id, String worry, String question, String meaning, long count, String page) {
        static QuestionJson of(Answers.Answer answer) {
            Question question = answer.question();
            return new QuestionJson(
                    question.id(),
                    question.worry().title(),
                    question.sentence(),
                    question.meaning(),
                    answer.count(),
                    answer.list().toString());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/questions")
    @CostlyQuestion
    QuestionsJson all(TenantAccess access, @RequestParam(defaultValue = "") String asOf) {
        return people.read(access, AsOf.parseOfAll(AsOf.FIELD, asOf), state -> json(access, state, asOf));
    }

    private QuestionsJson json(TenantAccess access, PeopleState state, String asOf) {
        return new QuestionsJson(
                state.at(),
                answers.of(access, state, asOf).stream().map(QuestionJson::of).toList());
    }
}
