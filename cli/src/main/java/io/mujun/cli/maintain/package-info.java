/** Maintenance as the command line does it: by the data folder's policy, told in lines. */
package io.mujun.cli.maintain;
