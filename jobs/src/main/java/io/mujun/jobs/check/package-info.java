/** The checks that contracts declare, run over what was computed before it is published. */
package io.mujun.jobs.check;
