import type {
  ActionsBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  Button as SlackButton,
} from '@slack/web-api';
import type { Locale } from '../../../core/model/locale.ts';
import type { Button, Line } from '../../../core/views.ts';
import { clip, escapeText, inert, mrkdwnLine, plainLine } from './inline.ts';

/** Slack's limits, in characters of text (reference/block-kit). */
const SECTION_MAX = 3000;
const FIELD_MAX = 2000;
/** Leaves much room below the fifty blocks that a message may have. */
const MAX_SECTIONS = 8;
const BUTTONS_A_ROW = 5;
const HEADER_MAX = 150;
/** chat.update refuses a `text` longer than 4000 characters; a notification shows far less. */
const FALLBACK_MAX = 3500;

/** A message ready to send. Notifications and screen readers use `text`. */
export interface Rendered {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A `plain_text` element, cut to `max` UTF-16 units. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, max),
  emoji: true,
});

/** Lines as one text object: plain_text, which Slack does not parse, or mrkdwn if a line contains more than plain strings. */
function lines(of: readonly Line[], locale: Locale, max = SECTION_MAX): PlainTextElement | MrkdwnElement {
  const wordsOnly = of.every((line) => line.every((piece) => typeof piece === 'string'));
  if (wordsOnly) return plainText(of.map((line) => plainLine(line, locale)).join('\n'), max);
  let left = max;
  const out: string[] = [];
  for (const line of of) {
    if (left < 20) break;
    const text = mrkdwnLine(line, locale, left);
    out.push(text);
    left -= text.length + 1;
  }
  return { type: 'mrkdwn', text: out.join('\n'), verbatim: true };
}

/** The lines as one section, or no block at all when there is no text, since Slack refuses an empty section. */
export function section(of: readonly Line[], locale: Locale): KnownBlock[] {
  const text = lines(of, locale);
  return text.text.trim() === '' ? [] : [{ type: 'section', text }];
}

/** As many sections as the lines need (at most eight), split only between lines. */
export function sections(of: readonly Line[], locale: Locale): KnownBlock[] {
  const groups: Line[][] = [];
  let left = 0;
  for (const line of of) {
    const length = mrkdwnLine(line, locale, SECTION_MAX).length + 1;
    if (length > left) {
      groups.push([]);
      left = SECTION_MAX - 20;
    }
    groups.at(-1)?.push(line);
    left -= length;
  }
  return groups.slice(0, MAX_SECTIONS).flatMap((group) => section(group, locale));
}

/** A header block, or none for empty text. */
export function header(text: string): KnownBlock[] {
  return text.trim() === '' ? [] : [{ type: 'header', text: plainText(text, HEADER_MAX) }];
}

/** A line of small print (a context block), or none for an empty line. */
export function context(line: Line, locale: Locale): KnownBlock[] {
  const text = lines([line], locale);
  return text.text.trim() === '' ? [] : [{ type: 'context', elements: [text] }];
}

/** Label and value pairs in section blocks of ten, the most that Slack allows. */
export function fields(
  of: readonly { readonly label: string; readonly value: Line }[],
  locale: Locale,
): KnownBlock[] {
  const all = of.map(({ label, value }): MrkdwnElement => {
    const head = `*${inert(clip(label, 200))}*\n`;
    return {
      type: 'mrkdwn',
      text: head + mrkdwnLine(value, locale, FIELD_MAX - head.length),
      verbatim: true,
    };
  });
  const blocks: KnownBlock[] = [];
  for (let i = 0; i < all.length; i += 10) blocks.push({ type: 'section', fields: all.slice(i, i + 10) });
  return blocks;
}

/** The buttons in rows of five, at most 25 in all. */
export function buttons(of: readonly Button[]): KnownBlock[] {
  const rows: ActionsBlock[] = [];
  for (let i = 0; i < Math.min(of.length, 25); i += BUTTONS_A_ROW) {
    rows.push({ type: 'actions', elements: of.slice(i, i + BUTTONS_A_ROW).map(button) });
  }
  return rows;
}

function button({ action, label, style }: Button): SlackButton {
  return {
    type: 'button',
    action_id: action,
    text: plainText(label, 75),
    ...(style === 'secondary' ? {} : { style }),
  };
}

/** The message's top-level `text`: words only, escaped so that they neither ping anybody nor format anything. */
export function fallback(of: readonly (Line | string)[], locale: Locale): string {
  const text = of
    .map((part) => (typeof part === 'string' ? part : plainLine(part, locale)))
    .filter((part) => part.trim() !== '')
    .join('\n');
  // One character escapes to at most five (`&amp;`), so a fifth of the limit always fits after escaping.
  return escapeText(clip(text, FALLBACK_MAX / 5)) || '🐹';
}
