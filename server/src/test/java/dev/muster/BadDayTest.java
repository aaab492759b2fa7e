package dev.muster;

import dev.muster.database.MusterTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/// The whole server on bad days: a [MusterTest] whose connector loses no time with waiting, see
/// [QuickPagerDuty], and which has two that say what a test wants, see [ScriptedConnector] and [ScriptedRepositories].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MusterTest
@Import({QuickPagerDuty.class, ScriptedConnector.class, ScriptedRepositories.class})
public @interface BadDayTest {}
