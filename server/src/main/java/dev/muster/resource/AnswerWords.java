package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.resource.Answering.Answer;
import dev.muster.resource.AnswersView.AtLevel;
import dev.muster.resource.AnswersView.Called;
import dev.muster.resource.AnswersView.Step;
import dev.muster.rights.Unread;
import dev.muster.setup.Addresses;
import dev.muster.web.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts who is called about a resource into what its page shows.
///
/// @param feeds that it rests on, by their ids
/// @param self  address of the tab
record AnswerWords(
        Description application, Addresses at, DutyWords duties, Unread unread, Set<String> feeds, Address self) {
    static final String PERSON = "person";

    /// @param asked id of the account whose way is asked for; empty for whoever is called first
    AnswersView of(Answer answer, String asked) {
        Duty chosen = chosen(answer, asked).orElse(null);
        return new AnswersView(
                answer.people(),
                levels(answer, chosen),
                chosen == null ? "" : chosen.name(),
                chosen == null ? List.of() : trail(answer.ways(), chosen),
                answer.duties().isEmpty() ? null : new PathDrawing(application, duties, answer, chosen).picture(),
                unread.sentences(application, feeds).toList(),
                application.feeds().stream()
                        .filter(feed -> feeds.contains(feed.id()) && isShown(feed))
                        .map(Feed::title)
                        .toList(),
                answer.ways().isWhole());
    }

    /// Whether anything of a feed is shown.
    private boolean isShown(Feed feed) {
        Unread.Gap gap = unread.feeds().get(feed.id());
        return gap == null || gap.since() != null;
    }

    private static Optional<Duty> chosen(Answer answer, String asked) {
        return answer.duties().stream()
                .filter(duty -> asked.isEmpty() || duty.account().id().equals(asked))
                .findFirst();
    }

    private List<AtLevel> levels(Answer answer, @Nullable Duty chosen) {
        boolean several = answer.duties().stream().map(Duty::on).distinct().count() > 1;
        return answer.duties().stream()
                .collect(Collectors.groupingBy(
                        duty -> title(duty, several ? answer.ways().name(duty.on()) : ""),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(level -> new AtLevel(
                        level.getKey(),
                        level.getValue().stream()
                                .map(duty -> called(answer.ways(), duty, duty.equals(chosen)))
                                .toList()))
                .toList();
    }

    private static String title(Duty duty, String of) {
        String level = duty.level().isEmpty() ? "Level not told" : "Level " + duty.level();
        return of.isEmpty() ? level : "%s of %s".formatted(level, of);
    }

    private Called called(Ways ways, Duty duty, boolean chosen) {
        return new Called(
                duty.name(),
                duties.of(duty),
                DutyWords.at(duty),
                duty.by() == null ? "" : ways.name(duty.by()),
                at.account(duty.account().id()).toString(),
                self.with(PERSON, duty.account().id()).toString(),
                chosen);
    }

    private List<Step> trail(Ways ways, Duty duty) {
        List<Step> trail = new ArrayList<>();
        trail.add(new Step(duty.name(), at.account(duty.account().id()).toString()));
        if (duty.by() != null && !duty.by().equals(duty.on())) {
            trail.add(step(ways, duty.by(), ""));
        }
        trail.add(step(ways, duty.on(), duty.level().isEmpty() ? "" : ", level " + duty.level()));
        ways.onwards(duty.on()).forEach(key -> trail.add(step(ways, key, "")));
        return trail;
    }

    private Step step(Ways ways, Key key, String more) {
        return new Step(
                ways.name(key) + more, at.resource(Objects.requireNonNull(key)).toString());
    }
}
