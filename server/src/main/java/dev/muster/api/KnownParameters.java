package dev.muster.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses calls with a parameter that they do not take: a filter that is misspelt would otherwise answer with
/// everything. A call that takes a map of all that was sent looks itself.
@Component
final class KnownParameters implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    /// @throws dev.muster.problem.InvalidInput about every parameter that the call does not take, or that came twice
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod call && !looksItself(call)) {
            Parameters.parse(sent(request), names(call), (name, value) -> null);
        }
        return true;
    }

    private static boolean looksItself(HandlerMethod call) {
        return Arrays.stream(call.getMethod().getParameterTypes()).anyMatch(Map.class::isAssignableFrom);
    }

    private static Map<String, List<String>> sent(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, values -> List.of(values.getValue())));
    }

    /// Those that it takes, and those by which it is told from others at its address.
    private static List<String> names(HandlerMethod call) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), RequestMapping.class);
        Stream<String> told = mapping == null
                ? Stream.empty()
                : Arrays.stream(mapping.params()).map(condition -> condition.replaceFirst("!?=.*", ""));
        Stream<String> taken = Arrays.stream(call.getMethod().getParameters()).flatMap(KnownParameters::names);
        return Stream.concat(told, taken).distinct().toList();
    }

    /// A record stands for as many parameters as it has components.
    private static Stream<String> names(Parameter parameter) {
        if (parameter.isAnnotationPresent(ModelAttribute.class)) {
            return Arrays.stream(parameter.getType().getRecordComponents()).map(RecordComponent::getName);
        }
        return parameter.isAnnotationPresent(RequestParam.class) ? Stream.of(name(parameter)) : Stream.empty();
    }

    private static String name(Parameter parameter) {
        String named = parameter.getAnnotation(RequestParam.class).name();
        return named.isEmpty() ? parameter.getName() : named;
    }
}
