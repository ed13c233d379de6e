import OpenAI from 'openai';
import { boundedFetch } from './bounded-fetch.ts';
import { askChat } from './chat.ts';
import { type LanguageModelOptions, openaiURL } from './options.ts';
import type { Ask } from './question.ts';
import { askResponses } from './responses.ts';

/** Sets explicitly whatever the client would read from the environment: settings come from config.ts alone. */
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
    // The client's own retries ignore long Retry-After headers and repeat calls that fail for billing.
    maxRetries: 0,
    // The client's debug log would print members' words.
    logLevel: 'off',
    // Following a redirect would send members' words to a host nobody configured.
    fetchOptions: { redirect: 'manual' },
  });
}

/** Asks one model over the API that each try's terms name. */
export function createAsk(options: LanguageModelOptions): Ask {
  const client = createClient(options);
  const over = {
    responses: askResponses(client, options.model),
    chat: askChat(client, options.model),
  };
  return (question, terms, signal) => over[terms.api](question, terms, signal);
}
