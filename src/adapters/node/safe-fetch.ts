import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher } from 'undici';
import { sniff } from '../../core/model/file-type.ts';
import type { FetchBytes, FetchBytesResult } from '../../core/ports.ts';
import { untilAborted } from './until-aborted.ts';

export interface SafeFetchOptions {
  /** Whether a URL may be read, by its exact host and, where it matters, its path. */
  readonly allow: (url: URL) => boolean;
  /**
   * Whether the operator named this host as a proxy or compatible server. Only such hosts may have a private address, plain http and any
   * port; they must pass `allow` too.
   */
  readonly allowPrivate: (hostname: string) => boolean;
  readonly maxBytes: number;
  /** The limit for the whole request, from the DNS lookup to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Resolves host names; the system's resolver by default. */
  readonly lookup?: LookupFunction;
}

/** Fetches files; `close` ends its connections. */
export interface SafeFetch {
  readonly fetchBytes: FetchBytes;
  close(): Promise<void>;
}

/**
 * Fetches files from allowed hosts only. The address is checked when the connection is made, so it does not help an attacker to change a
 * name's address after a check. Redirects are not followed, so that headers (a token) never reach another host. Nothing is decompressed: a
 * body in an encoding we did not ask for is refused.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { allow, allowPrivate, maxBytes, timeoutMs } = options;
  const agent = new Agent({
    connect: { lookup: publicOnly(options.lookup ?? systemLookup, allowPrivate), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

  const fetchBytes: FetchBytes = async (url, { headers = {}, signal }) => {
    signal.throwIfAborted();
    if (!mayAsk(url, allow, allowPrivate)) return { ok: false, reason: 'hostNotAllowed' };
    const deadline = AbortSignal.timeout(timeoutMs);
    const either = AbortSignal.any([signal, deadline]);
    try {
      const asked = agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { ...headers, 'accept-encoding': 'identity' },
        signal: either,
      });
      // undici honours an abort only once it is connected; here the caller is released at once.
      const response = await untilAborted(asked, either);
      return (await refuse(response, maxBytes)) ?? (await readBody(response, maxBytes));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { ok: false, reason: failureOf(error, deadline) };
    }
  };

  return { fetchBytes, close: () => agent.destroy() };
}

function mayAsk(
  url: URL,
  allow: (url: URL) => boolean,
  allowPrivate: (hostname: string) => boolean,
): boolean {
  if (url.username !== '' || url.password !== '' || url.hostname.endsWith('.')) return false;
  if (!allow(url)) return false;
  if (allowPrivate(url.hostname)) return url.protocol === 'https:' || url.protocol === 'http:';
  if (url.protocol !== 'https:' || url.port !== '') return false;
  // An IP address in the URL needs no lookup, so it is checked here.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return !ipaddr.isValid(literal) || isPublic(literal);
}

/** Whether an address belongs to the public internet; IPv4 addresses mapped into IPv6 are checked as IPv4. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

class PrivateAddressError extends Error {}

/** A lookup that refuses a name if any of its addresses is private: no honest file host has one. */
function publicOnly(lookup: LookupFunction, allowPrivate: (hostname: string) => boolean): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    lookup(hostname, { ...lookupOptions, all: true }, (error, found) => {
      const addresses = typeof found === 'string' ? [{ address: found, family: 4 }] : found;
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) {
        callback(error ?? new Error(`${hostname} has no address`), '', 0);
      } else if (!allowPrivate(hostname) && !addresses.every(({ address }) => isPublic(address))) {
        callback(new PrivateAddressError(`${hostname} has a private address`), '', 0);
      } else if (lookupOptions.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

/** Whether the response's headers already rule it out; its body is then discarded unread. */
async function refuse(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<FetchBytesResult | null> {
  const refusal = ((): FetchBytesResult | null => {
    if (statusCode >= 300 && statusCode < 400) return { ok: false, reason: 'redirect', status: statusCode };
    if (statusCode !== 200) return { ok: false, reason: 'status', status: statusCode };
    if (/^(text\/html|application\/xhtml\+xml)\b/i.test(one(headers['content-type']) ?? '')) {
      return { ok: false, reason: 'html' };
    }
    const encoding = one(headers['content-encoding'])?.toLowerCase() ?? 'identity';
    if (encoding !== 'identity') return { ok: false, reason: 'network' };
    return Number(one(headers['content-length']) ?? 0) > maxBytes ? { ok: false, reason: 'tooLarge' } : null;
  })();
  if (refusal !== null) destroy(body);
  return refusal;
}

async function readBody(
  { headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<FetchBytesResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      destroy(body);
      return { ok: false, reason: 'tooLarge' };
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks, length);
  if (sniff(bytes) === 'html') return { ok: false, reason: 'html' };
  return { ok: true, bytes, contentType: one(headers['content-type']) ?? null };
}

/** Closes the connection with the rest of the body unread; undici reports that as an error, which is ignored. */
function destroy(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined);
  body.destroy();
}

function failureOf(error: unknown, deadline: AbortSignal): 'hostNotAllowed' | 'timeout' | 'network' {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof PrivateAddressError) return 'hostNotAllowed';
    if (cause.name === 'ConnectTimeoutError' || cause.name === 'HeadersTimeoutError') return 'timeout';
    if (cause.name === 'BodyTimeoutError') return 'timeout';
  }
  return deadline.aborted ? 'timeout' : 'network';
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
