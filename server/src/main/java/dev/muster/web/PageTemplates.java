package dev.muster.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The pages, compiled by the build into `dev.muster.pages`; nothing is compiled at run time.
@Configuration(proxyBeanMethods = false)
class PageTemplates {
    @Bean
    TemplateEngine templateEngine() {
        return compiled();
    }

    static TemplateEngine compiled() {
        return TemplateEngine.createPrecompiled(
                null, ContentType.Html, PageTemplates.class.getClassLoader(), "dev.muster.pages");
    }
}
