import * as z from 'zod';
import { withEmoji } from './emoji.ts';
import { messageSchema } from './event-schemas.ts';

/** The fields of a slash command's payload that we read. Slack: reference/interaction-payloads. */
export const slashSchema = z.object({
  team_id: z.string().nullish(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
});

const who = {
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
};

/** Who did something, and where: what can still be read of a payload that does not fit its schema. */
export const whoSchema = z.object({
  team_id: z.string().nullish().catch(null),
  team: z.object({ id: z.string() }).nullish().catch(null),
  user_id: z.string().nullish().catch(null),
  user: z.object({ id: z.string() }).nullish().catch(null),
  channel_id: z.string().nullish().catch(null),
  channel: z.object({ id: z.string() }).nullish().catch(null),
  response_url: z.string().nullish().catch(null),
});

/** A message menu that was chosen. */
export const shortcutSchema = z.object({
  ...who,
  callback_id: z.string(),
  channel: z.object({ id: z.string() }),
  message_ts: z.string().nullish(),
  message: messageSchema,
});

/** A button that was pressed, on a message or in a modal. */
export const pressSchema = z.object({
  ...who,
  channel: z.object({ id: z.string() }).nullish(),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string().nullish() })).min(1),
  container: z.object({ is_ephemeral: z.boolean().nullish() }).nullish(),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().nullish() }).nullish(),
});

const optionSchema = z.object({ value: z.string() });
const fieldState = z.object({
  value: z.string().nullish(),
  selected_option: optionSchema.nullish(),
  selected_options: z.array(optionSchema).nullish(),
  selected_date: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_user: z.string().nullish(),
});

/** The value of a form's field as the core expects it; empty if the field was left empty. */
export function fieldValue(field: z.infer<typeof fieldState>): string {
  const several = field.selected_options?.map(({ value }) => value).join(',');
  const picked = field.selected_option?.value ?? field.selected_date ?? several;
  return picked ?? field.selected_conversation ?? field.selected_user ?? withEmoji(field.value ?? '');
}

/** A form that was submitted. */
export const submitSchema = z.object({
  ...who,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().nullish(),
    previous_view_id: z.string().nullish(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldState)) }),
  }),
});
