package io.mujun.dashboards.bulletin;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Renders a bulletin as one HTML page; all text is escaped. */
final class BulletinPage {
  private static final Configuration TEMPLATES = templates();

  private BulletinPage() {}

  static String render(Bulletin bulletin) {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES.getTemplate("bulletin.ftlh").process(Map.of("bulletin", bulletin), page);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (TemplateException failed) {
      throw new IllegalStateException("The bulletin's template is at fault", failed);
    }
    return page.toString();
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(BulletinPage.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    return configuration;
  }
}
