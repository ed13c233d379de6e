import type { Json } from './types.ts';

/** One try to hand something to the bot. */
export type Attempt = { ok: true; answer: unknown } | { ok: false; reason: string; noRetry?: boolean };

/** The three kinds of things Slack sends, named as Socket Mode envelopes are. */
export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** A way to the bot: a WebSocket it opened, or its HTTP address. */
export interface Transport {
  send(
    type: EnvelopeType,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
  ): Promise<Attempt>;
}
