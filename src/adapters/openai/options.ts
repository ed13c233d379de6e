import type { Log } from '../../core/ports.ts';

/** How one model is reached and what it can do. */
export interface LanguageModelOptions {
  readonly apiKey: string;
  /** Ends in the version, such as https://api.openai.com/v1; OpenAI's own by default. */
  readonly baseURL?: string | undefined;
  readonly model: string;
  /** `responses` is OpenAI's own form; compatible servers speak `chat`. */
  readonly api: 'responses' | 'chat';
  /** True if `api` was not configured: if the server does not have it, the other one is tried. */
  readonly eitherApi?: boolean;
  /** The most the server can promise: JSON of our schema, any JSON object, or nothing. */
  readonly json: 'strict' | 'loose' | 'none';
  /** Whether photos may be sent. */
  readonly vision: boolean;
  readonly log: Log;
  /** A clock in milliseconds that never steps back; `performance.now` by default. */
  readonly monotonic?: () => number;
}

/** The base URL of OpenAI itself. */
export const openaiURL = 'https://api.openai.com/v1';
