package dev.muster.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/// The pages, compiled by the build into `dev.muster.pages`; nothing is compiled at run time.
@Configuration(proxyBeanMethods = false)
class PageTemplates {
    @Bean
    TemplateEngine templateEngine() {
        return compiled();
    }

    @Bean
    ViewResolver pageViews(TemplateEngine templates) {
        return new AbstractTemplateViewResolver() {
            {
                setViewClass(PageView.class);
                setSuffix(".jte");
                setOrder(Ordered.LOWEST_PRECEDENCE - 5);
            }

            @Override
            protected Class<?> requiredViewClass() {
                return PageView.class;
            }

            @Override
            protected AbstractUrlBasedView instantiateView() {
                return new PageView(templates);
            }
        };
    }

    static TemplateEngine compiled() {
        return TemplateEngine.createPrecompiled(
                null, ContentType.Html, PageTemplates.class.getClassLoader(), "dev.muster.pages");
    }
}
