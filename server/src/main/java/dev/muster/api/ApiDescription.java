package dev.muster.api;

import dev.muster.edge.MusterUrl;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The API described at `/api/v1/openapi.json`.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String TOKEN = "token";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    ApiDescription() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(TenantAccess.class);
    }

    @Bean
    OpenAPI openApi(MusterUrl url) {
        var bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API token made under Settings > API tokens: mst_...");
        return new OpenAPI()
                .info(new Info()
                        .title("Muster")
                        .version("v1")
                        .description("Who has what access, per tenant. Errors are application/problem+json."))
                .components(new Components().addSecuritySchemes(TOKEN, bearer))
                .addServersItem(new Server().url(url.absolute("", "/")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /// Controllers take the tenant as a [TenantAccess], which springdoc does not see in the address.
    @Bean
    OpenApiCustomizer variablesOfTheAddress() {
        return api -> api.getPaths()
                .forEach((address, path) -> path.readOperations().forEach(call -> nameVariables(address, call)));
    }

    private static void nameVariables(String address, Operation call) {
        Matcher variables = VARIABLE.matcher(address);
        while (variables.find()) {
            String name = variables.group(1);
            boolean named = call.getParameters() != null
                    && call.getParameters().stream()
                            .anyMatch(known -> "path".equals(known.getIn()) && name.equals(known.getName()));
            if (!named) {
                call.addParametersItem(new PathParameter().name(name).schema(new StringSchema()));
            }
        }
    }
}
