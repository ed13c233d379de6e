import OpenAI from 'openai';
import { boundedFetch } from './bounded-fetch.ts';
import { askChat } from './chat.ts';
import { type LanguageModelOptions, openaiURL } from './options.ts';
import type { Ask } from './question.ts';
import { askResponses } from './responses.ts';

/** Everything the client would read from the environment is said here: settings come from config.ts alone. */
export function createClient({
  apiKey,
  baseURL = openaiURL,
}: Pick<LanguageModelOptions, 'apiKey' | 'baseURL'>): OpenAI {
  return new OpenAI({
    apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL,
    fetch: boundedFetch,
    // Its own retries ignore long Retry-After headers and repeat what an empty account refuses.
    maxRetries: 0,
    // Its debug log would print members' words.
    logLevel: 'off',
    // A redirect would carry the member's words to a host nobody configured.
    fetchOptions: { redirect: 'manual' },
  });
}

/** Asks one model in the form each try is given. */
export function createAsk(options: LanguageModelOptions): Ask {
  const client = createClient(options);
  const over = {
    responses: askResponses(client, options.model),
    chat: askChat(client, options.model),
  };
  return (question, terms, signal) => over[terms.api](question, terms, signal);
}
