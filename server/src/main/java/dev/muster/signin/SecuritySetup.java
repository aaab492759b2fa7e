package dev.muster.signin;

import dev.muster.edge.SafeHeaders;
import dev.muster.edge.SessionName;
import dev.muster.request.Failures;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.SignedIn;
import dev.muster.session.SignedInContexts;
import dev.muster.token.ApiTokens;
import dev.muster.token.BearerFilter;
import dev.muster.token.CallRate;
import dev.muster.token.CallsAtTheDoor;
import dev.muster.witness.SignIns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Two doors: pages know a session and want a CSRF token back; the API knows a bearer token, no session and no cookie.
@Configuration(proxyBeanMethods = false)
class SecuritySetup {
    /// Called by a tenant's provider, which has no page of ours before it and signs what it says.
    private static final String FOR_PROVIDERS = "/sign-in/single-sign-on/*/signed-out";

    private static final String[] FOR_EVERYBODY = {
        "/sign-in",
        "/sign-in/choose",
        Sessions.SECOND_STEP,
        Sessions.SECOND_STEP + SecondStepPages.PASSKEY,
        "/sign-in/single-sign-on",
        "/sign-in/single-sign-on/callback",
        FOR_PROVIDERS,
        "/first-start",
        "/forgotten-password",
        "/set-password",
        "/invitation",
        "/invitation/decline",
        "/assets/**",
        "/favicon.ico",
        "/theme",
        "/error"
    };

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(
            HttpSecurity http, ApiTokens tokens, CallRate rate, CallsAtTheDoor door, Failures failures)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterAfter(failures.filter(), HeaderWriterFilter.class)
                .addFilterBefore(new BearerFilter(tokens, rate, door), AuthorizationFilter.class)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(door))
                .headers(SecuritySetup::headers)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            Failures failures,
            SecurityLog security,
            SignIns record)
            throws Exception {
        var signInFirst = new SignInFirst(security);
        return http.authorizeHttpRequests(pages -> pages.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(FOR_EVERYBODY)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers(FOR_PROVIDERS))
                .logout(out -> out.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?left=true")
                        .addLogoutHandler((request, response, asker) -> {
                            if (asker != null && asker.getPrincipal() instanceof SignedIn user) {
                                record.ended(user.user(), user.only());
                            }
                            leave(request, response, security);
                        }))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new PageNonce(), HeaderWriterFilter.class)
                .addFilterAfter(failures.filter(), HeaderWriterFilter.class)
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint(signInFirst).accessDeniedHandler(signInFirst))
                .headers(SecuritySetup::headers)
                .build();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new SignedInContexts();
    }

    @Bean
    CsrfTokenRepository csrfTokens(SessionName names) {
        return new FormTokens(names);
    }

    /// Whatever the browser may have stored of our answers goes with the session; over plain http it takes no notice.
    private static void leave(HttpServletRequest request, HttpServletResponse response, SecurityLog security) {
        security.tell(SecurityEvent.SIGNED_OUT, request);
        response.setHeader("Clear-Site-Data", "\"cache\"");
    }

    /// Spring Security adds `nosniff`, no-store for what says nothing else, and HSTS over https.
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(SafeHeaders.NO_DEVICES))
                .addHeaderWriter(new ContentPolicy());
    }
}
