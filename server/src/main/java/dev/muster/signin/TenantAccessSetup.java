package dev.muster.signin;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets every controller take a [dev.muster.tenant.TenantAccess], and keeps single sign-on to its tenant.
@Configuration(proxyBeanMethods = false)
class TenantAccessSetup implements WebMvcConfigurer {
    private final TenantAccessResolver resolver;

    TenantAccessSetup(TenantAccessResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver);
    }

    /// Beginning, choosing a tenant, and what lies in a tenant know by themselves what a sign-in opens.
    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(new OneTenantOnly())
                .excludePathPatterns("/", "/choose-tenant", "/sign-in/**", "/t/**");
    }
}
