/**
 * The name of who has handed in, fit for the name of a folder.
 *
 * @param metadata Gradescope's `submission_metadata.json`; undefined if it is not there
 */
export function studentOf(metadata: string | undefined): string {
  try {
    const { users } = JSON.parse(metadata ?? '{}') as { users?: { name?: string }[] };
    const names = (users ?? []).map(({ name = '' }) => name.replace(/[^\p{L}\p{N} .-]/gu, ' '));
    return (
      names
        .join(' and ')
        .replace(/\s+/g, ' ')
        .replace(/^[ .]+/, '')
        .trim()
        .slice(0, 80) || 'student'
    );
  } catch {
    return 'student';
  }
}
