package dev.muster.pagerduty.api;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.answer.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What PagerDuty says about its refusal. Its error bodies come in at least seven shapes, so this takes the first
/// `code` and every text there is, wherever they stand, and never fails: a body that cannot be read says nothing.
///
/// @param code  PagerDuty's own error code, such as 2010; none when it gave none
/// @param words its texts in one line; empty when there are none
public record ErrorBody(@Nullable Long code, String words) {
    private static final ErrorBody SILENT = new ErrorBody(null, "");
    private static final int MOST_TEXTS = 4;
    private static final int LONGEST = 200;

    public static ErrorBody of(Answer answer, Json json) {
        try {
            return json.read(answer, ErrorBody::gather);
        } catch (Malformed unreadable) {
            return SILENT;
        }
    }

    private static ErrorBody gather(JsonParser json) {
        Long code = null;
        List<String> texts = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT && code == null && "code".equals(json.currentName())) {
                code = json.getLongValue();
            } else if (token == JsonToken.VALUE_STRING && texts.size() < MOST_TEXTS) {
                texts.add(json.getString());
            }
        }
        return new ErrorBody(code, Words.brief(String.join(": ", texts), LONGEST));
    }
}
