/** Records as they are read from any source, each with its locator and findings. */
package io.mujun.record;
