/** The sample county's portal, as a server that the demo asks. */
package io.mujun.sample.portal;
