package io.mujun.dashboards.manual;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The pages' templates; all text is escaped. */
final class Templates {
  private static final Configuration ALL = configuration();

  private Templates() {}

  /**
   * Renders a page.
   *
   * @param template name of the template without its ending
   */
  static String render(String template, Map<String, Object> model) {
    StringWriter page = new StringWriter();
    try {
      ALL.getTemplate(template + ".ftlh").process(model, page);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (TemplateException failed) {
      throw new IllegalStateException("The template " + template + " is at fault", failed);
    }
    return page.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    return configuration;
  }
}
