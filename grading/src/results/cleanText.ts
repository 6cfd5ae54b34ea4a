/** Longer texts of a student's program are cut off here. */
const longest = 2000;

/**
 * Text that comes from a student's program, for reports: without control characters and colours, and not too long. What is HTML in it
 * is the reports' business.
 */
export function cleanText(text: string): string {
  const plain = text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    // Control characters, and those that turn the direction of writing.
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    // Halves of characters can’t be written to a file.
    .replace(/\p{Cs}/gu, '�');
  return plain.length > longest
    ? `${plain.slice(0, longest)} … (${plain.length} characters)`
    : plain;
}
