import type { Log } from '../../core/ports.ts';

/** How one model is reached and what it can do. */
export interface LanguageModelOptions {
  readonly apiKey: string;
  /** Ends in the version, such as https://api.openai.com/v1. Undefined: OpenAI itself. */
  readonly baseURL?: string | undefined;
  readonly model: string;
  /** `responses` is OpenAI's own form; compatible servers speak `chat`. */
  readonly api: 'responses' | 'chat';
  /** True: nobody said which, and where `api` is not found the other is tried. */
  readonly eitherApi?: boolean;
  /** Whether the server keeps to a schema, promises some JSON object only, or promises nothing: at most. */
  readonly json: 'strict' | 'loose' | 'none';
  /** False: photos are never sent. */
  readonly vision: boolean;
  readonly log: Log;
  /** Milliseconds that never step back; the process's own clock unless said. */
  readonly monotonic?: () => number;
}

export const openaiURL = 'https://api.openai.com/v1';
