package dev.muster.kit.answer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Parses answers within bounds, and tells apart the ways in which they can be broken.
public final class Json {
    private final JsonFactory factory;

    public Json(Bounds bounds) {
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(bounds.depth())
                        .maxStringLength(bounds.textLength())
                        .build())
                .build();
    }

    /// Reads an answer that must be one JSON object, with the parser standing at its start.
    public <T> T read(Answer answer, Shape<T> shape) throws Malformed {
        if (answer.isWebPage()) {
            throw Malformed.because("with a web page instead of data");
        }
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), Utf8.repaired(answer.body()))) {
            requireObject(json);
            return shape.read(json);
        } catch (StreamConstraintsException beyond) {
            throw Malformed.because("with JSON that is nested too deeply or holds a text that is too long");
        } catch (UnexpectedEndOfInputException early) {
            throw Malformed.cutOff();
        } catch (JacksonException broken) {
            throw answer.endsLikeAnObject() ? Malformed.because("with JSON that cannot be read") : Malformed.cutOff();
        }
    }

    private static void requireObject(JsonParser json) throws Malformed {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw Malformed.cutOff();
        }
        if (first != JsonToken.START_OBJECT) {
            throw Malformed.because("with JSON that is not an object");
        }
    }

    /// Makes something of an answer.
    @FunctionalInterface
    public interface Shape<T> {
        public T read(JsonParser json) throws Malformed;
    }
}
