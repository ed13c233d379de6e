import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import type { ModelQuestion, TokenUsage } from '../../core/language-model.ts';
import type { LanguageModelOptions } from './options.ts';

/** What is asked, the same for every API: of a question nothing else goes out. */
export interface Question {
  readonly system: string;
  readonly user: string;
  /** A JPEG as a data URL. */
  readonly photo: string | null;
  readonly shape: string;
  readonly schema: z.ZodType;
  readonly cacheKey: string;
}

/** How a server is spoken to. */
export interface Form {
  readonly api: LanguageModelOptions['api'];
  readonly json: LanguageModelOptions['json'];
  /** Only what every server knows: no caching or reasoning settings. */
  readonly plain: boolean;
}

/** How one try at a question is sent. */
export interface Terms extends Form {
  /** The most tokens of answer, thinking included. */
  readonly maxTokens: number;
}

/** What came back, before anybody looks into its text. */
export interface Reply {
  readonly end: 'complete' | 'incomplete' | 'refusal';
  readonly text: string;
  /** The model that answered, by its own account. */
  readonly model: string | null;
  /** Null: it did not say. */
  readonly usage: TokenUsage | null;
}

/** Throws the client's errors, and `GarbledError` for an answer that is none of this API. */
export type Ask = (question: Question, terms: Terms, signal: AbortSignal) => Promise<Reply>;

/**
 * Pictures are looked at in low detail: a few hundred tokens, where `auto` takes a phone's photo at its full size for
 * fifteen thousand.
 */
export const detail = 'low';

/** A photo becomes text a third longer than itself: only when its turn has come. */
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
