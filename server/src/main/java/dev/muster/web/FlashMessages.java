package dev.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMapAdapter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What one page leaves for the next, kept in the session as JSON: sentences, and a [Notice].
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class FlashMessages extends AbstractFlashMapManager {
    private static final String ATTRIBUTE = "flash";
    private static final TypeReference<List<Left>> ALL = new TypeReference<>() {};

    private final JsonMapper json;

    FlashMessages(JsonMapper json) {
        this.json = json;
    }

    /// @param path      of the page it is for
    /// @param parameter of that page
    /// @param until     milliseconds
    /// @param sentences by name
    private record Left(
            @Nullable String path,
            Map<String, List<String>> parameter,
            long until,
            Map<String, String> sentences,
            @Nullable Notice notice) {

        static Left of(FlashMap flash) {
            flash.forEach((name, value) -> {
                if (!(value instanceof String) && !(value instanceof Notice)) {
                    throw new IllegalArgumentException("No page leaves a %s for the next, as %s does"
                            .formatted(value.getClass().getName(), name));
                }
            });
            return new Left(
                    flash.getTargetRequestPath(),
                    Map.copyOf(flash.getTargetRequestParams()),
                    flash.getExpirationTime(),
                    flash.entrySet().stream()
                            .filter(entry -> entry.getValue() instanceof String)
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue())),
                    flash.get(Notice.KEY) instanceof Notice notice ? notice : null);
        }

        FlashMap flash() {
            var flash = new FlashMap();
            flash.setTargetRequestPath(path);
            flash.addTargetRequestParams(new MultiValueMapAdapter<>(parameter));
            flash.setExpirationTime(until);
            flash.putAll(sentences);
            if (notice != null) {
                flash.put(Notice.KEY, notice);
            }
            return flash;
        }
    }

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String stored)) {
            return null;
        }
        return new ArrayList<>(
                json.readValue(stored, ALL).stream().map(Left::flash).toList());
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> flashes, HttpServletRequest request, HttpServletResponse response) {
        if (flashes.isEmpty()) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(ATTRIBUTE);
            }
            return;
        }
        request.getSession()
                .setAttribute(
                        ATTRIBUTE,
                        json.writeValueAsString(flashes.stream().map(Left::of).toList()));
    }
}
