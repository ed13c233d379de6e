import * as z from 'zod';
import { messageSchema } from './event-schemas.ts';

/** The fields of commands and interactivity payloads we read. Slack: reference/interaction-payloads. */
export const slashSchema = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
});

const who = {
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
};

export const shortcutSchema = z.object({
  ...who,
  callback_id: z.string(),
  channel: z.object({ id: z.string() }),
  message_ts: z.string().nullish(),
  message: messageSchema,
});

export const pressSchema = z.object({
  ...who,
  channel: z.object({ id: z.string() }).nullish(),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string().nullish() })).min(1),
  view: z.object({ private_metadata: z.string().nullish() }).nullish(),
});

const fieldState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const submitSchema = z.object({
  ...who,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().nullish(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldState)) }),
  }),
});
