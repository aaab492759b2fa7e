package dev.muster.witness;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Has every answer looked at once it is out.
@Configuration(proxyBeanMethods = false)
class WitnessSetup implements WebMvcConfigurer {
    private final FilesRead files;

    WitnessSetup(FilesRead files) {
        this.files = files;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(files);
    }
}
