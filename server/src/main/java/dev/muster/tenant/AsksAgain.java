package dev.muster.tenant;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a method of a page: whoever found a session open must not do this with it, so it is done only by somebody who
/// proved who they are a short while ago. All others are asked, and what they typed is kept.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsksAgain {}
