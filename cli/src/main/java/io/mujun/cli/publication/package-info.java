/**
 * Publications as people ask for them: a query as a past one answers it ({@link
 * io.mujun.cli.publication.KnownQuery}), and what changed between two of them ({@link
 * io.mujun.cli.publication.PublicationComparison}).
 */
package io.mujun.cli.publication;
