/** Where pages and workers may load from and send to: this site alone. */
export const contentPolicy = [
  "default-src 'self'",
  // Answers compile TypeScript and run it; so do WebAssembly and JupyterLab's validator. Threads of
  // WebAssembly get their program as a blob.
  "script-src 'self' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * What a server should send with a file. Only on pages that are isolated from other origins can
 * workers share memory, by which a cell is stopped. A page has its policy in its text; a worker has
 * the one that comes with its script.
 *
 * @param type of the file
 */
export function headersOf(type: string): Record<string, string> {
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': type.startsWith('text/html')
      ? "frame-ancestors 'self'"
      : contentPolicy,
  };
}
