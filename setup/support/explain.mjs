/** Known causes of a failure, recognized in a command's output. The first match counts. */
const causes = [
  {
    pattern: /ENOSPC|No space left on device|not enough space/i,
    what: 'the disk is full',
    help: 'Free some disk space and run the same command again.',
  },
  {
    pattern: /DO NOT MATCH THE HASHES|EINTEGRITY|Hashes are required/,
    what: 'a downloaded package is not the expected one',
    help: 'Nothing of it is used. Run the same command again; if this happens again, the registry or a proxy alters packages.',
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|certificate/i,
    what: "the registry's certificate is not trusted",
    help: "Behind a company's proxy, name its certificate file in NODE_EXTRA_CA_CERTS and PIP_CERT, then run the same command again.",
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|name resolution|establish a new connection|ConnectTimeout|Read timed out|Max retries exceeded|Connection (refused|broken|reset|aborted)|network/i,
    what: 'the package registry could not be reached',
    help: 'Check the network connection (and HTTPS_PROXY behind a proxy), then run the same command again.',
  },
  {
    pattern: /EACCES|EPERM|Permission denied/,
    what: 'a file may not be written',
    help: "Check who owns the course's folder, and that no notebook is open; then run the same command again.",
  },
];

/**
 * Explains why a command failed, from its output.
 *
 * @param {string} output
 * @returns {{ what: string, help: string } | undefined} undefined if the cause is unknown
 */
export function explain(output) {
  return causes.find(({ pattern }) => pattern.test(output));
}
