import type { Json } from './types.ts';

/**
 * Checks blocks against the limits of Slack's Block Kit reference (50 blocks a message, 100 a view, section text
 * 3000, ...). Answers what is wrong, one line each; empty means Slack would take it.
 */
export function blockProblems(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  if (!Array.isArray(blocks)) return ['blocks is not an array'];
  const max = surface === 'message' ? 50 : 100;
  const problems: string[] = [];
  if (blocks.length > max) problems.push(`more than ${max} blocks`);
  const ids = new Set<unknown>();
  let markdown = 0;
  for (const [i, raw] of blocks.entries()) {
    const block = record(raw);
    const at = `blocks[${i}]`;
    if (block.block_id !== undefined) {
      if (!isText(block.block_id, 1, 255)) problems.push(`${at}: block_id 1-255`);
      if (ids.has(block.block_id)) problems.push(`${at}: block_id twice`);
      ids.add(block.block_id);
    }
    if (block.type === 'markdown') markdown += String(block.text ?? '').length;
    problems.push(...oneBlock(block, surface).map((p) => `${at} (${String(block.type)}): ${p}`));
  }
  if (markdown > 12_000) problems.push('markdown blocks over 12000 together');
  return problems;
}

/** Checks a view for views.open, views.update and views.publish. */
export function viewProblems(view: Json): string[] {
  const problems: string[] = [];
  if (view.type !== 'modal' && view.type !== 'home') return ['type must be modal or home'];
  if (JSON.stringify(view).length > 250_000) problems.push('view over 250 KB');
  if (view.private_metadata !== undefined && !isText(view.private_metadata, 0, 3000)) {
    problems.push('private_metadata over 3000');
  }
  if (view.callback_id !== undefined && !isText(view.callback_id, 1, 255))
    problems.push('callback_id over 255');
  if (view.type === 'modal') {
    problems.push(...plain(view.title, 24, 'title'));
    for (const key of ['submit', 'close']) {
      if (view[key] !== undefined) problems.push(...plain(view[key], 24, key));
    }
    const hasInput = Array.isArray(view.blocks) && view.blocks.some((b) => record(b).type === 'input');
    if (hasInput && view.submit === undefined) problems.push('input blocks need submit');
  }
  return [...problems, ...blockProblems(view.blocks, view.type)];
}

function oneBlock(block: Json, surface: 'message' | 'modal' | 'home'): string[] {
  switch (block.type) {
    case 'section':
      return section(block);
    case 'header':
      return plain(block.text, 150, 'text');
    case 'divider':
      return [];
    case 'markdown':
      return isText(block.text, 1, 12_000) ? [] : ['text 1-12000'];
    case 'context':
      return list(block.elements, 10, 'elements', (e) =>
        e.type === 'image' ? image(e) : textObject(e, 3000, 'element'),
      );
    case 'actions':
      return [...list(block.elements, 25, 'elements', element), ...twice(block.elements)];
    case 'image':
      return [...image(block), ...(block.title === undefined ? [] : plain(block.title, 2000, 'title'))];
    case 'input':
      if (surface === 'message') return ['input is for views'];
      return [
        ...plain(block.label, 2000, 'label'),
        ...(block.hint === undefined ? [] : plain(block.hint, 2000, 'hint')),
        ...element(record(block.element)),
      ];
    case 'rich_text':
      return Array.isArray(block.elements) ? [] : ['elements missing'];
    default:
      return ['unsupported type'];
  }
}

function section(block: Json): string[] {
  const problems: string[] = [];
  if (block.text === undefined && block.fields === undefined) problems.push('text or fields');
  if (block.text !== undefined) problems.push(...textObject(record(block.text), 3000, 'text'));
  if (block.fields !== undefined) {
    problems.push(...list(block.fields, 10, 'fields', (f) => textObject(f, 2000, 'field')));
  }
  if (block.accessory !== undefined) problems.push(...element(record(block.accessory)));
  return problems;
}

function element(e: Json): string[] {
  const problems: string[] = [];
  if (e.type === 'image') return image(e);
  if (e.action_id !== undefined && !isText(e.action_id, 1, 255)) problems.push('action_id 1-255');
  switch (e.type) {
    case 'button':
      problems.push(...plain(e.text, 75, 'button text'));
      if (e.value !== undefined && !isText(e.value, 0, 2000)) problems.push('button value over 2000');
      if (e.url !== undefined && !isText(e.url, 1, 3000)) problems.push('button url over 3000');
      if (e.style !== undefined && e.style !== 'primary' && e.style !== 'danger')
        problems.push('button style');
      return problems;
    case 'plain_text_input': {
      const max = typeof e.max_length === 'number' ? e.max_length : 3000;
      if (max > 3000 || max < 1) problems.push('max_length 1-3000');
      if (e.placeholder !== undefined) problems.push(...plain(e.placeholder, 150, 'placeholder'));
      if (e.initial_value !== undefined && !isText(e.initial_value, 0, max)) problems.push('initial_value');
      return problems;
    }
    case 'static_select':
    case 'multi_static_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow': {
      const max = e.type.toString().includes('select') ? 100 : e.type === 'overflow' ? 5 : 10;
      const options = Array.isArray(e.options) ? e.options : [];
      problems.push(...list(e.options, max, 'options', option));
      for (const key of ['initial_option', 'initial_options']) {
        const initial = e[key] === undefined ? [] : [e[key]].flat();
        if (e[key] !== undefined && initial.length === 0) problems.push(`${key} empty`);
        if (initial.some((o) => !options.some((p) => same(o, p)))) problems.push(`${key} not among options`);
      }
      return problems;
    }
    case 'datepicker':
      return /^\d{4}-\d\d-\d\d$/.test(String(e.initial_date ?? '2026-01-01')) ? problems : ['initial_date'];
    case 'users_select':
      return [...problems, ...initialId(e, 'initial_user', /^[UW][A-Z0-9]+$/)];
    case 'conversations_select':
      return [
        ...problems,
        ...initialId(e, 'initial_conversation', /^[CGD][A-Z0-9]+$/),
        ...filterProblems(e.filter),
      ];
    case 'channels_select':
      return [...problems, ...initialId(e, 'initial_channel', /^C[A-Z0-9]+$/)];
    default:
      return [`unsupported element ${String(e.type)}`];
  }
}

/** An action_id must be the only one in its block. */
function twice(elements: unknown): string[] {
  const ids = (Array.isArray(elements) ? elements : []).map((e) => record(e).action_id).filter(Boolean);
  return new Set(ids).size === ids.length ? [] : ['action_id twice'];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function option(o: Json): string[] {
  const text = record(o.text);
  return [
    ...(isText(text.text, 1, 75) ? [] : ['option text 1-75']),
    ...(isText(o.value, 1, 150) ? [] : ['option value 1-150']),
  ];
}

function initialId(e: Json, key: string, pattern: RegExp): string[] {
  return e[key] === undefined || pattern.test(String(e[key])) ? [] : [key];
}

const KINDS = ['im', 'mpim', 'private', 'public'];
function filterProblems(filter: unknown): string[] {
  if (filter === undefined) return [];
  const { include } = record(filter);
  const kinds: unknown[] = Array.isArray(include) ? include : [];
  return kinds.length > 0 && kinds.every((kind) => KINDS.includes(String(kind))) ? [] : ['filter include'];
}

/** Every `slack_file` in a tree of blocks. */
export function slackFilesIn(blocks: unknown): Json[] {
  if (Array.isArray(blocks)) return blocks.flatMap(slackFilesIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  return Object.entries(blocks).flatMap(([key, value]) =>
    key === 'slack_file' ? [record(value)] : slackFilesIn(value),
  );
}

function source(e: Json): string[] {
  if (e.slack_file === undefined) {
    const isAddress = isText(e.image_url, 1, 3000) && /^https?:/.test(String(e.image_url));
    return isAddress ? [] : ['image_url 1-3000'];
  }
  const { id, url } = record(e.slack_file);
  if (e.image_url !== undefined) return ['image_url and slack_file'];
  if (id !== undefined && url !== undefined) return ['slack_file with id and url'];
  return /^F[A-Z0-9]{8,}$/.test(String(id)) ? [] : ['slack_file id'];
}

function image(e: Json): string[] {
  return [...source(e), ...(isText(e.alt_text, 1, 2000) ? [] : ['alt_text 1-2000'])];
}

function textObject(t: Json, max: number, name: string): string[] {
  if (t.type !== 'mrkdwn' && t.type !== 'plain_text') return [`${name} must be a text object`];
  return isText(t.text, 1, max) ? [] : [`${name} 1-${max}`];
}

function plain(value: unknown, max: number, name: string): string[] {
  const t = record(value);
  if (t.type !== 'plain_text') return [`${name} must be plain_text`];
  return isText(t.text, 1, max) ? [] : [`${name} 1-${max}`];
}

function list(value: unknown, max: number, name: string, check: (item: Json) => string[]): string[] {
  if (!Array.isArray(value) || value.length === 0) return [`${name} missing`];
  if (value.length > max) return [`${name} over ${max}`];
  return value.flatMap((v) => check(record(v)));
}

const isText = (v: unknown, min: number, max: number): boolean =>
  typeof v === 'string' && v.length >= min && v.length <= max;

export const record = (v: unknown): Json =>
  typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as Json) : {};
