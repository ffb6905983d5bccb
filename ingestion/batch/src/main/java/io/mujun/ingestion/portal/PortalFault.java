package io.mujun.ingestion.portal;

import io.mujun.warehouse.MujunException;

/** What can be wrong with a portal, in words. */
enum PortalFault {
  SOURCE_UNREACHABLE(
      "does not answer",
      "Check that it is up, and 'url' in connections.yaml, then ingest again; nothing was lost."),
  SOURCE_OVERLOADED(
      "asks to be left alone for a while",
      "Ingest again later; nothing was lost. If it happens each day, ask the provider for a higher"
          + " limit or another hour."),
  SOURCE_FAILED("failed", "Ask the provider. Nothing half-read is visible; ingest again."),
  SOURCE_SIGNATURE_REFUSED(
      "does not accept user or signature",
      "Correct 'user' and the secret in connections.yaml, the machine's clock, or 'signature' of"
          + " the convention."),
  SOURCE_REFUSED(
      "refused the call", "Ask the provider what the code means, or correct the source file."),
  SOURCE_PATH_MISSING(
      "has nothing there", "Ask the provider, or correct 'path' or 'url' in connections.yaml."),
  SOURCE_REDIRECTED(
      "sends the call elsewhere",
      "Redirects are not followed: what is signed for one place is for no other. Correct 'url' in"
          + " connections.yaml."),
  SOURCE_ANSWER_TOO_LARGE(
      "gives more at once than is taken", "Ask for smaller pages: 'size' of the convention."),
  SOURCE_ANSWER_INVALID(
      "gives what is no page",
      "Ask the provider, or correct the convention. Nothing half-read is visible."),
  SOURCE_FIELD_MISSING(
      "gives records that lack a field",
      "Ask the provider, or correct the source file; a field that records may lack is"
          + " 'presence: OPTIONAL'. Nothing of the pull is in."),
  SOURCE_FIELD_UNREADABLE(
      "gives a field that holds no value",
      "Ask the provider, or name the fields within it. Nothing of the pull is in."),
  SOURCE_PAGES_DISAGREE(
      "gives pages that do not fit together",
      "Nothing of the pull is in. Ingest again at a quieter hour; if it stays, ask the provider to"
          + " sort by a unique field.");

  private final String what;
  private final String mend;

  PortalFault(String what, String mend) {
    this.what = what;
    this.mend = mend;
  }

  /**
   * The fault in words.
   *
   * @param path path of the portal
   * @param said what was seen; without parameters, which hold the signature, and what the portal
   *     said itself on one line
   */
  MujunException of(Portal portal, String path, String said, Throwable cause) {
    return new MujunException(
        name(),
        "The portal '%s' %s (%s: %s). %s".formatted(portal.name(), what, path, said, mend),
        cause);
  }

  MujunException of(Portal portal, String path, String said) {
    return of(portal, path, said, null);
  }
}
