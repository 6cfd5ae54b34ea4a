export async function runCommand(
  command: string,
  _v: Map<string, unknown>,
  _r: unknown,
): Promise<Record<string, unknown>> {
  return { 'text/plain': command };
}
