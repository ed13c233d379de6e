import { invalidForm, refuse } from './errors.ts';

/** Discord: resources/message, components/reference; the limits that the OpenAPI description leaves out. */
const CONTENT_MAX = 2000;
const V2_FLAG = 1 << 15;
const V2_TEXT_MAX = 4000;
const COMPONENTS_MAX = 40;
const LEGACY_ROWS_MAX = 5;
const EMBED_TEXT_MAX = 6000;
const FILES_MAX = 10;
/** How a component names a file of its own message. */
export const REFERENCE = 'attachment://';
const V2_TYPES = new Set([9, 10, 12, 13, 14, 17]);

export interface MessageBody {
  content?: string | null;
  embeds?: Record<string, unknown>[] | null;
  components?: Component[] | null;
  flags?: number | null;
  attachments?: { id: string; filename?: string; description?: string | null }[] | null;
  allowed_mentions?: AllowedMentions | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  message_reference?: { message_id: string; channel_id?: string; fail_if_not_exists?: boolean } | null;
  sticker_ids?: string[] | null;
  poll?: unknown;
}

export interface Component {
  type: number;
  id?: number;
  content?: string;
  custom_id?: string;
  url?: string;
  style?: number;
  components?: Component[];
  component?: Component;
  accessory?: Component;
  [key: string]: unknown;
}

/** Discord: components/reference, Unfurled Media Item. */
export interface Media {
  url: string;
}

export interface AllowedMentions {
  parse?: string[];
  users?: string[];
  roles?: string[];
  replied_user?: boolean;
}

/** All components, nested ones included, in reading order. */
export function flatten(components: readonly Component[]): Component[] {
  return components.flatMap((c) => [
    c,
    ...flatten(c.components ?? []),
    ...flatten(c.component === undefined ? [] : [c.component]),
    ...flatten(c.accessory === undefined ? [] : [c.accessory]),
  ]);
}

/** Every text a reader of the message sees, joined by newlines. */
export function visibleText(
  content: string,
  components: readonly unknown[],
  embeds: readonly unknown[] = [],
): string {
  const texts = flatten(components as Component[]).map((c) => (c.type === 10 ? (c.content ?? '') : ''));
  const fromEmbeds = embeds.map((e) => {
    const { title = '', description = '' } = e as { title?: string; description?: string };
    return `${title}\n${description}`;
  });
  return [content, ...texts, ...fromEmbeds].filter(Boolean).join('\n');
}

/** Throws Discord's refusal if the message, as it would stand, breaks a documented rule. */
export function checkMessage(message: {
  content: string;
  embeds: readonly unknown[];
  components: readonly unknown[];
  flags: number;
  /** Names of the files it holds. */
  files: readonly string[];
  other: boolean;
}): void {
  const components = message.components as readonly Component[];
  const all = flatten(components);
  if ([...message.content].length > CONTENT_MAX) {
    throw invalidForm('content', 'BASE_TYPE_MAX_LENGTH', `Must be ${CONTENT_MAX} or fewer in length.`);
  }
  if (all.length > COMPONENTS_MAX)
    throw invalidForm('components', 'BASE_TYPE_MAX_LENGTH', 'Too many components.');
  const own = all.map((c) => c.id).filter((id) => id !== undefined);
  if (new Set(own).size !== own.length) {
    throw invalidForm('components', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  }
  checkMedia(components, message.files);
  const ids = all.map((c) => c.custom_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) {
    throw invalidForm(
      'components',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  }
  for (const button of all.filter((c) => c.type === 2)) {
    const link = button.style === 5;
    if (link !== (button.url !== undefined) || link === (button.custom_id !== undefined)) {
      throw invalidForm('components', 'BUTTON_COMPONENT_INVALID', 'A url or a custom_id, by its style.');
    }
  }
  if ((message.flags & V2_FLAG) !== 0) {
    if (message.content !== '' || message.embeds.length > 0) {
      const why = 'The "content" and "embeds" fields cannot be used with MessageFlags.IS_COMPONENTS_V2';
      throw invalidForm('content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', why);
    }
    const length = all.reduce((sum, c) => sum + (c.type === 10 ? [...(c.content ?? '')].length : 0), 0);
    if (length > V2_TEXT_MAX) throw invalidForm('components', 'COMPONENT_TEXT_TOO_LONG', 'Too much text.');
    if (components.length === 0) throw refuse('emptyMessage');
    return;
  }
  if (all.some((c) => V2_TYPES.has(c.type))) {
    throw invalidForm('components', 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
  }
  if (components.length > LEGACY_ROWS_MAX) {
    throw invalidForm('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
  if (embedLength(message.embeds) > EMBED_TEXT_MAX) {
    throw invalidForm('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
  const empty = message.content.trim() === '' && message.embeds.length === 0 && components.length === 0;
  if (empty && message.files.length === 0 && !message.other) throw refuse('emptyMessage');
}

/** Refuses more files than a message holds, and components that show a file which is not there. */
function checkMedia(components: readonly Component[], names: readonly string[]): void {
  if (names.length > FILES_MAX)
    throw invalidForm('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer.');
  for (const { url } of flatten(components).flatMap(mediaOf)) {
    if (url.startsWith(REFERENCE) && !names.includes(url.slice(REFERENCE.length))) {
      const why = 'The referenced attachment was not found.';
      throw invalidForm('components', 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', why);
    }
  }
}

/** What a component shows: addresses, or files of its own message. */
export function mediaOf({ items, media, file }: Component): Media[] {
  const inItems = Array.isArray(items) ? items.map((item: { media: Media }) => item.media) : [];
  return [...inItems, media, file].filter(isMedia);
}

export function isMedia(value: unknown): value is Media {
  return typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';
}

function embedLength(embeds: readonly unknown[]): number {
  return embeds.reduce<number>((sum, embed) => {
    const e = embed as { title?: string; description?: string; fields?: { name: string; value: string }[] };
    const fields = (e.fields ?? []).reduce((n, f) => n + f.name.length + f.value.length, 0);
    return sum + (e.title?.length ?? 0) + (e.description?.length ?? 0) + fields;
  }, 0);
}

export interface WouldPing {
  /** `called`: named one by one in allowed_mentions, so on purpose. */
  kind: 'everyone' | 'role' | 'user' | 'called';
  id: string | null;
}

/**
 * The pings a message causes. Without allowed_mentions a message pings everybody it names (edits too); an
 * interaction's answer pings users only (Discord: resources/message, "Allowed Mentions Object").
 */
export function pingsOf(
  text: string,
  allowed: AllowedMentions | null | undefined,
  repliedTo: string | null,
  interaction: boolean,
): WouldPing[] {
  const byDefault: AllowedMentions = interaction
    ? { parse: ['users'] }
    : { parse: ['users', 'roles', 'everyone'] };
  const rules = allowed ?? { ...byDefault, replied_user: true };
  const parse = new Set(rules.parse ?? []);
  const pings: WouldPing[] = [];
  if (parse.has('everyone') && /@(everyone|here)\b/.test(text)) pings.push({ kind: 'everyone', id: null });
  for (const [, id] of text.matchAll(/<@!?(\d+)>/g)) {
    if (parse.has('users')) pings.push({ kind: 'user', id: id! });
    else if (rules.users?.includes(id!)) pings.push({ kind: 'called', id: id! });
  }
  for (const [, id] of text.matchAll(/<@&(\d+)>/g)) {
    if (parse.has('roles') || rules.roles?.includes(id!)) pings.push({ kind: 'role', id: id! });
  }
  if (repliedTo !== null && rules.replied_user === true) pings.push({ kind: 'user', id: repliedTo });
  return pings;
}
