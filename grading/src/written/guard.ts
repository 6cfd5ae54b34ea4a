import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from the page itself. Other users of the machine do not know the token; another web page that has got a
 * name for this address is known by the name in `Host`, and by its own in `Origin`.
 *
 * @param host this server's own, with its port
 * @param token the first part of the request's path must be this
 */
export function isAllowed(request: IncomingMessage, host: string, token: string): boolean {
  const { host: asked, origin } = request.headers;
  if (asked !== host || (origin !== undefined && origin !== `http://${host}`)) return false;
  const given = Buffer.from(request.url?.split('/')[1] ?? '');
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
