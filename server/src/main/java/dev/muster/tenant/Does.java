package dev.muster.tenant;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The action that a page or a call is, on its method or on its controller for all of them. Nobody whom [Action] does
/// not let do it gets past the door; what owners may is asked once more where the integration is known.
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Does {
    Action value();
}
