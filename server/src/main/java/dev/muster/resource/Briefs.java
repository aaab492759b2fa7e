package dev.muster.resource;

import dev.muster.resource.Answering.Answer;
import dev.muster.resource.Duty.How;
import dev.muster.resource.PageFacts.Facts;
import dev.muster.resource.ResourcePage.Able;
import dev.muster.resource.ResourcePage.Brief;
import dev.muster.resource.ResourcePage.Named;
import dev.muster.resource.ResourcePage.Next;
import dev.muster.resource.ResourceRights.Most;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says in short who can change a resource, who is called about it now and who is next.
@Component
class Briefs {
    Brief of(Facts facts, @Nullable Most most, Answer answer, Address self) {
        List<Duty> now = Answering.first(answer.duties(), How.NOW);
        List<Duty> next = Answering.first(answer.duties(), How.NEXT);
        var words = new DutyWords(facts.revision().newest());
        return new Brief(
                most == null ? null : able(most, self),
                title(facts, now, words),
                now.stream().map(duty -> named(facts, duty)).toList(),
                now.isEmpty() ? "" : how(answer, now.getFirst()),
                now.isEmpty() ? null : now.getFirst().turn().end(),
                next.isEmpty()
                        ? null
                        : new Next(
                                named(facts, next.getFirst()),
                                next.getFirst().turn().start()),
                unread(facts, answer));
    }

    /// What is not known of who is called. Of what nobody is called about directly, that includes what it rests on.
    private static List<String> unread(Facts facts, Answer answer) {
        boolean isDirect = !answer.ways().further().contains(facts.found().key());
        Stream<String> unread = facts.about()
                .sources()
                .unread()
                .sentences(
                        facts.application(),
                        isDirect
                                ? Duties.feeds(facts.application(), facts.book())
                                : WaysTo.feeds(facts.application(), facts.book()));
        return Stream.concat(unread, answer.ways().isWhole() ? Stream.empty() : Stream.of(AnswersView.TOO_MANY))
                .toList();
    }

    /// Whose turn is over by now may have been followed by somebody of whom nobody has read yet.
    private static String title(Facts facts, List<Duty> now, DutyWords words) {
        if (!facts.revision().newest()) {
            return "On call then";
        }
        return now.isEmpty() || now.stream().anyMatch(words::isNow) ? "On call now" : "On call when last read";
    }

    private static Able able(Most most, Address self) {
        String because = most.byRule().entrySet().stream()
                .map(rule -> "%s by %s"
                        .formatted(
                                Figures.grouped(rule.getValue()), rule.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return new Able(
                Spelling.capital(most.words()),
                most.accounts(),
                because,
                most.unsure(),
                self.with(ResourceTab.FIELD, ResourceTab.ABLE.id()).toString());
    }

    private static String how(Answer answer, Duty duty) {
        return Stream.of(
                        duty.by() == null ? "" : answer.ways().name(duty.by()),
                        duty.level().isEmpty() ? "" : "level " + duty.level())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Named named(Facts facts, Duty duty) {
        return new Named(duty.name(), facts.at().account(duty.account().id()).toString());
    }
}
