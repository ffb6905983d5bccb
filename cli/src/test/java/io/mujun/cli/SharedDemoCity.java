package io.mujun.cli;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every test class the same {@link DemoCity}, made on first use, stopped after the last. */
public final class SharedDemoCity implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedDemoCity.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DemoCity.class;
  }

  @Override
  public DemoCity resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(DemoCity.class, type -> DemoCity.make(), DemoCity.class);
  }
}
