package dev.muster.question;

import dev.muster.ledger.AsOf;
import dev.muster.ledger.Revision;
import dev.muster.people.PeopleLedger;
import dev.muster.people.PeopleState;
import dev.muster.question.Answers.Answer;
import dev.muster.question.QuestionsPage.Card;
import dev.muster.question.QuestionsPage.Group;
import dev.muster.saved.SavedFilters;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Home > Questions.
@Controller
@Does(Action.SEE)
class QuestionsPages {
    private static final Comparator<Revision> BY_AGE = Comparator.comparing(Revision::published);

    private final PeopleLedger people;
    private final Answers answers;
    private final SavedFilters saved;
    private final Pages pages;
    private final Clock clock;

    QuestionsPages(PeopleLedger people, Answers answers, SavedFilters saved, Pages pages, Clock clock) {
        this.people = people;
        this.answers = answers;
        this.saved = saved;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/t/{tenant}/questions")
    @CostlyQuestion
    ModelAndView all(TenantAccess access, HttpServletRequest request, @RequestParam(defaultValue = "") String asOf) {
        var home =
                new Crumb(Nav.HOME.title(), "/t/%s%s".formatted(access.tenant().slug(), Nav.HOME.path()));
        return new ModelAndView(
                "question/questions",
                Map.of(
                        "page",
                        pages.of(access, request, Questions.TITLE, Nav.HOME, List.of(home, Crumb.of(Questions.TITLE))),
                        "view",
                        people.read(access, AsOf.parseOfAll(AsOf.FIELD, asOf), state -> view(access, state, asOf))));
    }

    private QuestionsPage view(TenantAccess access, PeopleState state, String asOf) {
        List<Answer> all = answers.of(access, state, asOf);
        return new QuestionsPage(
                asOf.isEmpty() ? null : new Moment(state.at(), ZoneOffset.UTC, clock.instant()),
                all.size(),
                published(state, BinaryOperator.minBy(BY_AGE)),
                published(state, BinaryOperator.maxBy(BY_AGE)),
                state.roster() != null,
                Arrays.stream(Worry.values())
                        .map(worry -> new Group(worry.title(), cards(all, worry)))
                        .toList(),
                saved.rows(access));
    }

    private static List<Card> cards(List<Answer> all, Worry worry) {
        return all.stream()
                .filter(answer -> answer.question().worry() == worry)
                .map(answer -> new Card(
                        answer.question().id(),
                        answer.question().sentence(),
                        answer.question().meaning(),
                        answer.count(),
                        answer.list().toString()))
                .toList();
    }

    private @Nullable Moment published(PeopleState state, BinaryOperator<Revision> chosen) {
        return state.applications().stream()
                .reduce(chosen)
                .map(revision ->
                        new Moment(revision.published(), revision.integration().timeZone(), clock.instant()))
                .orElse(null);
    }
}
