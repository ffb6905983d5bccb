/** The Iceberg tables: {@code Lake} finds them, {@code Appender} writes to one. */
package io.mujun.stream.lake;
