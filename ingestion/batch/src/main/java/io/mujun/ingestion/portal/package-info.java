/**
 * Reads the records that portals give as pages of JSON over HTTP: {@link
 * io.mujun.ingestion.portal.PortalTable} asks for pages until they are sure to be whole, {@code
 * PortalClient} makes one call.
 */
package io.mujun.ingestion.portal;
