import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import type { ModelQuestion, TokenUsage } from '../../core/language-model.ts';
import type { LanguageModelOptions } from './options.ts';

/** The parts of a question that are sent, the same for both APIs. */
export interface Question {
  readonly system: string;
  readonly user: string;
  /** A JPEG as a data URL. */
  readonly photo: string | null;
  readonly shape: string;
  readonly schema: z.ZodType;
  readonly cacheKey: string;
}

/** The API and the features that a request uses. */
export interface Form {
  readonly api: LanguageModelOptions['api'];
  readonly json: LanguageModelOptions['json'];
  /** True: only parameters that every server knows, without caching or reasoning settings. */
  readonly plain: boolean;
}

/** The form of one try, and its limit of tokens. */
export interface Terms extends Form {
  /** The most tokens of the answer, reasoning included. */
  readonly maxTokens: number;
}

/** A server's reply, its text not parsed yet. */
export interface Reply {
  readonly end: 'complete' | 'incomplete' | 'refusal';
  readonly text: string;
  /** The model that answered, by its own account. */
  readonly model: string | null;
  /** Null if the server did not report it. */
  readonly usage: TokenUsage | null;
}

/** Sends one try. Throws the client's errors, `GarbledError` for a reply that is none of this API, and `FailedError`. */
export type Ask = (question: Question, terms: Terms, signal: AbortSignal) => Promise<Reply>;

/**
 * Pictures are sent in low detail, which takes a few hundred tokens; with `auto` a phone's photo in full size takes fifteen
 * thousand.
 */
export const detail = 'low';

/** Called only when the call has a place in the limiter, since base64 makes a photo a third longer. */
export function toWire({ system, user, photo, shape, schema, cacheKey }: ModelQuestion<unknown>): Question {
  return {
    system,
    user,
    photo: photo && `data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`,
    shape,
    schema,
    cacheKey,
  };
}
