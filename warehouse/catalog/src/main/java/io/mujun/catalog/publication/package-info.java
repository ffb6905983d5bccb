/**
 * What was published and is kept: {@link io.mujun.catalog.publication.PublicationBook} lists the
 * publications, each of which names the snapshots that it published and was computed from, and the
 * declarations that it was computed by.
 */
package io.mujun.catalog.publication;
