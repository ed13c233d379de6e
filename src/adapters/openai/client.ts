import OpenAI from 'openai';
import { askChat } from './chat.ts';
import { type CheerGeneratorOptions, openaiURL } from './options.ts';
import type { Ask } from './question.ts';
import { askResponses } from './responses.ts';

/** Everything the client would read from the environment is said here: settings come from config.ts alone. */
export function createAsk(options: CheerGeneratorOptions): Ask {
  const client = new OpenAI({
    apiKey: options.apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: options.baseURL ?? openaiURL,
    // Its own retries ignore long Retry-After headers and repeat what an empty account refuses.
    maxRetries: 0,
    // Its debug log would print members' words.
    logLevel: 'off',
    // A redirect would carry the member's words to a host nobody configured.
    fetchOptions: { redirect: 'manual' },
  });
  switch (options.api) {
    case 'responses':
      return askResponses(client, options);
    case 'chat':
      return askChat(client, options);
  }
}
