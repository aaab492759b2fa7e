package dev.muster.question;

import static dev.muster.web.SampleFrames.at;
import static dev.muster.web.SampleFrames.page;

import dev.muster.question.QuestionsPage.Card;
import dev.muster.question.QuestionsPage.Group;
import dev.muster.saved.SavedRow;
import dev.muster.web.Nav;
import dev.muster.web.Sample;
import java.util.Arrays;
import java.util.List;

/// The ready questions in the states that matter.
public final class QuestionSamples {
    private QuestionSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("questions", "question/questions", view(true), page(Nav.HOME, "Home", "Questions")),
                new Sample(
                        "questions-before-the-first-sync",
                        "question/questions",
                        view(false),
                        page(Nav.HOME, "Home", "Questions")));
    }

    private static QuestionsPage view(boolean published) {
        return new QuestionsPage(
                null,
                Question.values().length,
                published ? at("2026-11-22T02:04:00Z") : null,
                published ? at("2026-11-23T02:04:00Z") : null,
                published,
                Arrays.stream(Worry.values())
                        .map(worry -> new Group(worry.title(), cards(worry, published)))
                        .toList(),
                published ? saved() : List.of());
    }

    private static List<SavedRow> saved() {
        return List.of(
                new SavedRow(
                        "1",
                        "Power in Payments",
                        "group is P17; privileged is yes",
                        "Access",
                        "",
                        false,
                        "/t/acme/access",
                        true),
                new SavedRow(
                        "2",
                        "What contractors were granted",
                        "kind is granted; search is contractor; what is grants",
                        "Changes",
                        "Jonas Weber",
                        true,
                        "/t/acme/changes",
                        false));
    }

    private static List<Card> cards(Worry worry, boolean published) {
        return Arrays.stream(Question.values())
                .filter(question -> question.worry() == worry)
                .map(question -> new Card(
                        question.id(),
                        question.sentence(),
                        question.meaning(),
                        published ? 7L * question.ordinal() * question.ordinal() : 0,
                        "/t/acme/access"))
                .toList();
    }
}
