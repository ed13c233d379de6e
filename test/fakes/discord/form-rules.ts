import { invalidForm } from './errors.ts';
import type { ShownForm } from './interactions.ts';
import { type Component, flatten } from './message-rules.ts';
import { channelJson, memberJson, userJson } from './payloads.ts';
import type { State } from './state.ts';

/** Discord: components/reference, Modals. */
const TITLE_MAX = 45;
const COMPONENTS_MAX = 5;
const TEXT_INPUT = 4;
const USER_SELECT = 5;
const CHANNEL_SELECT = 8;
const STRING_SELECT = 3;
const LABEL = 18;
const TEXT_DISPLAY = 10;

interface Option {
  value: string;
  default?: boolean;
}

/** The form as it is shown, by the rules the description leaves out. */
export function shownForm(data: { custom_id?: string; title?: string; components?: unknown }): ShownForm {
  const { custom_id: customId = '', title = '' } = data;
  const components = (data.components ?? []) as Component[];
  if ([...title].length > TITLE_MAX || title === '') {
    throw invalidForm('data.title', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 45 in length.');
  }
  if (components.length < 1 || components.length > COMPONENTS_MAX) {
    throw invalidForm('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  }
  const all = flatten(components);
  const ids = all.flatMap((c) => (c.custom_id === undefined ? [] : [c.custom_id]));
  if (new Set(ids).size !== ids.length) throw duplicated('Component custom id cannot be duplicated');
  for (const field of all) {
    if (field.type === TEXT_INPUT) checkTextInput(field);
    if ([STRING_SELECT, USER_SELECT, CHANNEL_SELECT].includes(field.type)) checkSelect(field);
  }
  return { customId, title, components };
}

function checkTextInput({ value, max_length: most = 4000 }: Component): void {
  if (typeof value === 'string' && value.length > Number(most)) {
    throw invalidForm(
      'data.components',
      'BASE_TYPE_MAX_LENGTH',
      `Must be ${String(most)} or fewer in length.`,
    );
  }
}

function checkSelect(field: Component): void {
  const { min, max } = limitsOf(field);
  const options = (field.options ?? []) as Option[];
  if (new Set(options.map(({ value }) => value)).size !== options.length) {
    throw duplicated('The specified option value is already used');
  }
  const most = field.type === STRING_SELECT ? Math.min(max, options.length) : max;
  if (max > 25 || min > max || most < max || defaultsOf(field).length > max) {
    throw invalidForm(
      'data.components',
      'COMPONENT_SELECT_VALUES_INVALID',
      'min_values, max_values or defaults',
    );
  }
}

/** One part of a form with what the person entered (components/reference, Label). Throws where the client would not send. */
export function filledIn(
  part: Component,
  index: number,
  values: Readonly<Record<string, string | readonly string[]>>,
): unknown {
  if (part.type === TEXT_DISPLAY) return { type: TEXT_DISPLAY, id: index + 1 };
  const field = part.component ?? part.components?.[0];
  if (field?.custom_id === undefined) throw new Error('a form part without a field');
  const given = values[field.custom_id];
  const answer = field.type === TEXT_INPUT ? typedIn(field, given) : { values: picked(field, given) };
  const filled = { type: field.type, id: index + 100, custom_id: field.custom_id, ...answer };
  return part.type === LABEL
    ? { type: LABEL, id: index + 1, component: filled }
    : { type: 1, id: index + 1, components: [filled] };
}

function typedIn(field: Component, given: string | readonly string[] | undefined): { value: string } {
  const shown = typeof field.value === 'string' ? field.value : '';
  const value = given === undefined ? shown : String(given);
  if (field.required !== false && value === '') throw new Error(`${field.custom_id} is required`);
  const length = typeof field.max_length === 'number' ? field.max_length : 4000;
  if (value.length > length) throw new Error(`${field.custom_id} is too long`);
  return { value };
}

function picked(field: Component, given: string | readonly string[] | undefined): readonly string[] {
  const chosen = given === undefined ? defaultsOf(field) : [given].flat().filter((value) => value !== '');
  const { min, max } = limitsOf(field);
  const least = field.required === false && chosen.length === 0 ? 0 : Math.max(min, 1);
  if (chosen.length < least || chosen.length > max) {
    throw new Error(`${field.custom_id} takes ${least} to ${max} values`);
  }
  const options = field.type === STRING_SELECT ? ((field.options ?? []) as Option[]) : null;
  const unknown = chosen.find((value) => options?.some((option) => option.value === value) === false);
  if (unknown !== undefined) throw new Error(`${field.custom_id} has no option ${unknown}`);
  return chosen;
}

/** What stands behind the ids that were picked (interactions/receiving-and-responding, Resolved Data). */
export function resolvedIn(
  state: State,
  form: ShownForm,
  filled: readonly unknown[],
  guildId: string | null,
) {
  const users: Record<string, unknown> = {};
  const members: Record<string, unknown> = {};
  const channels: Record<string, unknown> = {};
  for (const [index, part] of form.components.entries()) {
    const field = part.component;
    const { component } = filled[index] as { component?: { values?: readonly string[] } };
    for (const id of field === undefined ? [] : (component?.values ?? [])) {
      if (field?.type === USER_SELECT) {
        const member = state.guilds.get(guildId ?? '')?.members.get(id);
        if (member === undefined) throw new Error(`nobody here to pick: ${id}`);
        users[id] = userJson(member.user);
        members[id] = { ...memberJson(member), permissions: member.permissions.toString() };
      }
      if (field?.type === CHANNEL_SELECT) {
        const channel = state.channels.get(id);
        const types = (field.channel_types ?? []) as number[];
        if (channel?.guildId !== guildId || (types.length > 0 && !types.includes(channel?.type ?? -1))) {
          throw new Error(`no such channel to pick: ${id}`);
        }
        channels[id] = channelJson(state, channel!);
      }
    }
  }
  return { users, members, channels };
}

function limitsOf({ min_values: min = 1, max_values: max = 1 }: Component): { min: number; max: number } {
  return { min: Number(min), max: Number(max) };
}

function defaultsOf(select: Component): string[] {
  const options = (select.options ?? []) as Option[];
  const entities = (select.default_values ?? []) as { id: string }[];
  return [...options.filter((o) => o.default === true).map((o) => o.value), ...entities.map(({ id }) => id)];
}

function duplicated(message: string) {
  return invalidForm('data.components', 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
}
