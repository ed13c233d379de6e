import type { Context } from 'hono';
import type { z } from 'zod';
import { isLocale, type Locale } from '../../core/model/locale.ts';
import { memberById } from './demo.ts';
import { MAX_BODY } from './limits.ts';
import { RequestProblem } from './problem.ts';
import { readBody } from './security.ts';
import type { WireMember } from './wire.ts';

/**
 * The sample member that the visitor acts as: `?as=minji`. There is no login: a member is chosen, not authenticated. Throws RequestProblem.
 */
export function memberOf(c: Context): WireMember {
  const member = memberById(c.req.query('as') ?? '');
  if (!member) throw new RequestProblem('unknownMember');
  return member;
}

/** The page's language, such as `?lang=ja`. */
export function localeOf(c: Context, fallback: Locale): Locale {
  const lang = c.req.query('lang');
  return isLocale(lang) ? lang : fallback;
}

/** Reads a small JSON body of the given shape. Throws RequestProblem. */
export async function jsonBody<T>(c: Context, shape: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) throw new RequestProblem('invalid');
  const bytes = await readBody(c.req.raw, MAX_BODY);
  if (bytes === null) throw new RequestProblem('tooLarge');
  const parsed = shape.safeParse(parseJson(bytes));
  if (!parsed.success) throw new RequestProblem('invalid', parsed.error.issues[0]?.path.join('.'));
  return parsed.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RequestProblem('invalid');
  }
}
