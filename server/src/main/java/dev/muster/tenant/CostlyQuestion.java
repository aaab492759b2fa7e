package dev.muster.tenant;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A question that keeps PostgreSQL busy for long: a controller's method that is marked so answers a few at once for
/// each tenant, see [CostlyQuestions].
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CostlyQuestion {}
