package dev.muster.access;

import dev.muster.access.AccessPage.Choice;
import dev.muster.access.AccessPage.Option;
import dev.muster.access.AccessPage.Token;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Integration;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts a filter of access into words: what narrows a list, and what it could be narrowed by.
///
/// @param whole the list without a filter
record AccessWords(Scope scope, Address whole) {

    List<Token> tokens() {
        return scope.filter().values().entrySet().stream()
                .map(value -> token(value.getKey(), value.getValue()))
                .toList();
    }

    private Token token(Criterion criterion, String value) {
        return new Token(
                criterion.field(),
                value,
                criterion.title(),
                criterion == Criterion.SINCE ? "" : "is",
                text(criterion, value),
                scope.filter().without(criterion).in(whole).toString());
    }

    private String text(Criterion criterion, String value) {
        return switch (criterion) {
            case INTEGRATION ->
                scope.integrations().stream().map(Integration::name).findFirst().orElse(value);
            case APPLICATION -> applications().getOrDefault(value, value);
            case TYPE -> types().getOrDefault(value, value);
            case GROUP -> value.equals(Criterion.NONE) ? value : scope.groupName();
            case SINCE ->
                Moment.utc(LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant())
                        .day();
            case LEVEL, TITLE, PRIVILEGED, MEANING, PART, EMAIL, STATE, KIND, PERSON -> value;
        };
    }

    /// What is not narrowed yet, and has more than one value.
    List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        add(choices, Criterion.INTEGRATION, integrations());
        add(choices, Criterion.APPLICATION, applications());
        add(choices, Criterion.TITLE, titles());
        add(choices, Criterion.TYPE, types());
        Stream.of(Criterion.PRIVILEGED, Criterion.PART, Criterion.STATE, Criterion.KIND, Criterion.MEANING)
                .forEach(criterion -> add(choices, criterion, same(criterion.choices())));
        if (scope.all().roster() != null) {
            add(choices, Criterion.PERSON, same(Criterion.PERSON.choices()));
        }
        if (!scope.groups().isEmpty() && !scope.filter().has(Criterion.GROUP)) {
            choices.add(new Choice(
                    Criterion.GROUP.field(),
                    Criterion.GROUP.title(),
                    List.of(new Option(Criterion.NONE, Criterion.NONE))));
        }
        return choices;
    }

    private void add(List<Choice> choices, Criterion criterion, Map<String, String> options) {
        if (!scope.filter().has(criterion) && options.size() > 1) {
            choices.add(new Choice(
                    criterion.field(),
                    criterion.title(),
                    options.entrySet().stream()
                            .map(option -> new Option(option.getKey(), option.getValue()))
                            .sorted(Comparator.comparing(Option::text, String.CASE_INSENSITIVE_ORDER))
                            .toList()));
        }
    }

    private Map<String, String> integrations() {
        return scope.integrations().stream()
                .collect(Collectors.toMap(one -> one.id().value().toString(), Integration::name));
    }

    private Map<String, String> applications() {
        return scope.held().stream()
                .collect(Collectors.toMap(
                        tally -> tally.integration().application(),
                        tally -> tally.application().name(),
                        (first, same) -> first));
    }

    private Map<String, String> types() {
        return scope.held().stream()
                .collect(Collectors.toMap(
                        Tally::type,
                        tally -> TypeWords.noun(tally.application(), tally.type()),
                        (first, same) -> first));
    }

    /// With how often each is held.
    private Map<String, String> titles() {
        Map<String, Long> grants = new TreeMap<>();
        scope.held().forEach(tally -> grants.merge(tally.level().title(), tally.grants(), Long::sum));
        return grants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        title -> "%s %s".formatted(title.getKey(), Figures.grouped(title.getValue()))));
    }

    private static Map<String, String> same(List<String> values) {
        return values.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }
}
