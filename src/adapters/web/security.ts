import type { IncomingMessage } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';

/** The page may load its own files and pictures and nothing else; no inline scripts or styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers on every response, errors included (ASVS 3.4, 14.3.2). */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Sets the security headers on every response. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // A header that a route has set itself, as that of pictures does, is kept.
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

/** Whether a `Host` header names this machine itself. */
export function isLoopbackHost(host: string): boolean {
  const name = hostName(host);
  return name === 'localhost' || name === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** Whether an address is this machine's own (loopback). */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** Headers that proxies add to requests: RFC 7239, RFC 9110 7.6.3, and the older de facto names. */
const PASSED_ON = /^(forwarded|via|x-forwarded(-.+)?|x-real-ip)$/;

/**
 * Whether a proxy passed the request on: it says so in a header, or it speaks HTTP/1.0, which nginx does by default towards the servers
 * behind it, and no browser does.
 */
const isPassedOn = (c: Context, incoming: IncomingMessage): boolean =>
  incoming.httpVersion === '1.0' || Object.keys(c.req.header()).some((name) => PASSED_ON.test(name));

/**
 * Lets only permitted visitors in. The page has no login, so it answers only this machine: the connection must come from it, the Host must
 * be its own (a foreign name is DNS rebinding), and no proxy may have passed the request on from elsewhere. With `open`, anybody may come.
 * In either case a page of another site may not act on a visitor's behalf: a foreign `Origin` is refused.
 */
export function ownVisitorsOnly(options: {
  readonly open: boolean;
  readonly incoming: (c: Context) => IncomingMessage | undefined;
  readonly refuse: (c: Context) => Response;
}): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const incoming = options.incoming(c);
    const here =
      incoming !== undefined &&
      isLoopbackHost(host) &&
      isLoopbackAddress(incoming.socket.remoteAddress ?? '') &&
      !isPassedOn(c, incoming);
    const ownOrigin = origin === undefined || (originHost(origin) === host.toLowerCase() && host !== '');
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
    const ownSite =
      site === undefined || site === 'same-origin' || site === 'none' || (reading && isNavigation(c));
    if (!(options.open || here) || !ownOrigin || !ownSite) return options.refuse(c);
    await next();
  };
}

/** Following a link from another site to the page is allowed; a GET changes nothing. */
const isNavigation = (c: Context): boolean => c.req.header('sec-fetch-mode') === 'navigate';

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** Reads the body as bytes; null if it has more than `limit`. Never holds more than that in memory. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
