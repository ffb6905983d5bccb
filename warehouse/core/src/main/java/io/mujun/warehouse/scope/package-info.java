/** Scopes of figures (统计范围): a zone, and the cities, classes and provinces that zones make up. */
package io.mujun.warehouse.scope;
