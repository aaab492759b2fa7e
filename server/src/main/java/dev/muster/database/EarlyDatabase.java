package dev.muster.database;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// Has the database opened while the application is put together: each takes about as long as the other, and neither
/// needs more than one core. Named in `META-INF/spring.factories`, because it comes before all beans. Without a
/// [DataFolder] the application is not going to run: the build only looks how it is put together.
final class EarlyDatabase implements ApplicationListener<SpringApplicationEvent> {
    private static final String BEAN = "openingDatabase";

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        switch (event) {
            case ApplicationContextInitializedEvent ready -> begin(ready.getApplicationContext());
            case ApplicationFailedEvent failed -> abandon(failed.getApplicationContext());
            default -> {}
        }
    }

    private static void begin(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        DatabaseSettings settings = Binder.get(context.getEnvironment())
                .bind("muster.database", DatabaseSettings.class)
                .orElseGet(DatabaseSettings::embedded);
        beans.getBeanProvider(DataFolder.class)
                .ifAvailable(data ->
                        beans.registerSingleton(BEAN, OpeningDatabase.begin(() -> Database.open(settings, data))));
    }

    private static void abandon(@Nullable ConfigurableApplicationContext context) {
        if (context != null && context.getBeanFactory().getSingleton(BEAN) instanceof OpeningDatabase opening) {
            opening.abandon();
        }
    }
}
