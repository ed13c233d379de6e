import { commandGroups, commandTable } from '../../../core/commands/table.ts';
import type { Locale } from '../../../core/model/locale.ts';
import type { Inline, Line } from '../../../core/views.ts';
import { SHORTCUT_NAMES } from '../names.ts';

/** Escapes the three characters that Slack parses (messaging/formatting-message-text, "Escaping text"). */
export const escapeText = (s: string): string =>
  s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** `* _ ~` and the backquote format text. Their fullwidth forms look the same to people and mean nothing to Slack. */
const FULLWIDTH: Readonly<Record<string, string>> = { '*': '＊', _: '＿', '~': '～', '`': '｀' };

/** A string for use in mrkdwn: escaped, with formatting marks made harmless unless they stand inside a word (my_habit). */
export function inert(s: string): string {
  const marked = s.replace(/(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu, (marks) =>
    [...marks].map((m) => FULLWIDTH[m] ?? m).join(''),
  );
  return escapeText(marked);
}

/**
 * A line for Slack's Markdown that Slack shows literally: it makes no emphasis, link, heading or list and pings nobody.
 * A zero-width space is put before anything that would begin a heading or a list.
 */
export function markdownLine(s: string): string {
  const marked = s.replace(/[*~`]/g, (mark) => FULLWIDTH[mark] ?? mark).replace(/\](?=\()/g, ']\u200B');
  return inert(marked).replace(/^(?=\s*(?:[#+-]|\d+[.)]))/, '\u200B');
}

/** The text cut to at most `max` UTF-16 units, never inside a code point, with an ellipsis where it was cut. */
export function clip(s: string, max: number): string {
  if (s.length <= max) return s;
  let out = '';
  for (const character of s) {
    if (out.length + character.length > max - 1) break;
    out += character;
  }
  return `${out}…`;
}

/** How a command is typed on Slack in the reader's language, such as `/boost 챌린지 목록`; for a message menu, its name. */
export function commandName(path: readonly string[], locale: Locale): string {
  const [first = '', second] = path;
  const shortcut = SHORTCUT_NAMES[first];
  if (second === undefined && shortcut !== undefined) return shortcut;
  const spec = commandTable.find((c) => c.path.join(' ') === path.join(' '));
  const last = spec === undefined ? (second ?? first) : word(spec, locale, second ?? first);
  const group = commandGroups.find((g) => g.name === first);
  if (second === undefined) return `/boost ${last}`;
  return `/boost ${group === undefined ? first : word(group, locale, first)} ${last}`;
}

function word(of: { names: Readonly<Record<'ko' | 'ja', string>> }, locale: Locale, english: string): string {
  return locale === 'en' ? english : of.names[locale];
}

/** A line as unformatted words, for notifications and for plain_text, which Slack does not parse. */
export function plainLine(line: Line, locale: Locale): string {
  return line.map((piece) => plainPiece(piece, locale)).join('');
}

function plainPiece(piece: Inline, locale: Locale): string {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'bold':
    case 'link':
    case 'time':
      return piece.text;
    case 'member':
      return piece.name;
    case 'group':
      return piece.ref;
    case 'channel':
      return '#';
    case 'command':
      return commandName(piece.path, locale);
  }
}

function mrkdwnPiece(piece: Exclude<Inline, string>, locale: Locale): string {
  switch (piece.kind) {
    case 'bold':
      return bold(piece.text);
    case 'link':
      return link(piece.text, piece.url);
    case 'member':
      return inert(piece.name);
    case 'channel':
      return /^[CDG][A-Z0-9]+$/.test(piece.ref) ? `<#${piece.ref}>` : inert(piece.ref);
    case 'group':
      return /^S[A-Z0-9]+$/.test(piece.ref) ? `<!subteam^${piece.ref}>` : inert(piece.ref);
    case 'time': {
      const fallback = escapeText(piece.text).replace(/[|^]/g, ' ');
      return `<!date^${Math.floor(piece.at / 1000)}^{date_short_pretty} {time}|${fallback}>`;
    }
    case 'command':
      return `\`${commandName(piece.path, locale)}\``;
  }
}

/** Bold text, trimmed; nothing for empty text. Slack recognises neither an empty `**` nor a bold text that ends in a space. */
function bold(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' ? '' : `*${inert(trimmed.replace(/\s+/g, ' ').replaceAll('*', '＊'))}*`;
}

function link(text: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return inert(text);
  const address = escapeText(new URL(url).href).replace(/\|/g, '%7C');
  return `<${address}|${inert(text).replace(/\|/g, '¦')}>`;
}

/** A line as mrkdwn of at most `max` UTF-16 units. Only plain text is ever cut: a link or other token that does not fit is left out. */
export function mrkdwnLine(line: Line, locale: Locale, max: number): string {
  let out = '';
  for (const piece of line) {
    const whole = typeof piece === 'string' ? inert(piece) : mrkdwnPiece(piece, locale);
    const glue = needsGlue(out, whole) ? '\u200B' : '';
    const left = max - out.length - glue.length - 1;
    if (whole.length <= left) out += glue + whole;
    else return `${out}${typeof piece === 'string' && left > 0 ? glue + clipEscaped(piece, left) : ''}…`;
  }
  return out;
}

/**
 * Whether a zero-width space must separate two pieces. Slack reads `*달리기*` as bold only where no letter touches it, but Korean and
 * Japanese particles follow without a space (`*달리기*에`).
 */
function needsGlue(before: string, after: string): boolean {
  const closes = /[*`]$/.test(before) && /^[\p{L}\p{N}]/u.test(after);
  const opens = /[\p{L}\p{N}]$/u.test(before) && /^[*`]/.test(after);
  return closes || opens;
}

/** A beginning of `s`, cut between code points, that is at most `max` UTF-16 units long once it is escaped. */
function clipEscaped(s: string, max: number): string {
  const characters = [...s];
  let end = characters.length;
  const escaped = () => inert(characters.slice(0, end).join(''));
  while (end > 0 && escaped().length > max) end -= Math.max(1, Math.floor(end * 0.1));
  return escaped();
}
