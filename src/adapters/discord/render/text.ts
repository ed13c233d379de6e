import type { Inline, Line } from '../../../core/views.ts';

/** What renderers need besides the view. */
export interface RenderContext {
  /** A command as members click or type it, e.g. `</challenge list:123>`, or `/challenge list` as code. */
  readonly command: (path: readonly string[]) => string;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Escapes text so that Discord shows it literally: no Markdown, no link, no mention, no ping. A backslash takes the meaning from
 * the sign after it and is not shown itself (Discord: reference, "Message Formatting").
 */
export function escapeText(text: string): string {
  return text
    .replace(/[\\*_~`|<[]/g, '\\$&')
    .replace(/:\/\//g, ':\\//')
    .replace(/@(everyone|here)/gi, '@\u200b$1')
    .replace(/^(\s*)([#>+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.');
}

/** The text cut to at most `max` UTF-16 units, between graphemes (characters as people see them), with an ellipsis at the end. */
export function fitText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text escaped and shortened so that the result is at most `max` UTF-16 units long. */
export function fitEscaped(text: string, max: number): string {
  let room = max;
  let escaped = escapeText(text);
  while (escaped.length > max && room > 1) {
    room -= Math.max(1, Math.ceil((escaped.length - max) / 2));
    escaped = escapeText(fitText(text, Math.max(1, room)));
  }
  return escaped.length <= max ? escaped : '';
}

/** A line as Discord's Markdown, at most `max` long. The first piece that does not fit is shortened if it is text, else left out. */
export function renderLine(line: Line, context: RenderContext, max: number): string {
  let text = '';
  for (const piece of line) {
    const room = max - text.length;
    const rendered = renderInline(piece, context, room);
    if (rendered.length > room) break;
    text += rendered;
  }
  return text;
}

/** Several lines as Discord's Markdown, at most `max` long in total. */
export function renderLines(lines: readonly Line[], context: RenderContext, max: number): string {
  let text = '';
  for (const line of lines) {
    const separator = text === '' ? '' : '\n';
    const room = max - text.length - separator.length;
    if (room <= 0) break;
    text += separator + renderLine(line, context, room);
  }
  return text;
}

function renderInline(piece: Inline, context: RenderContext, room: number): string {
  if (typeof piece === 'string') return fitEscaped(piece, room);
  switch (piece.kind) {
    case 'bold': {
      const inner = fitEscaped(piece.text.trim(), room - 4);
      return inner === '' ? '' : `**${inner}**`;
    }
    case 'link':
      return renderLink(piece.text, piece.url, room);
    case 'member':
      return fitEscaped(piece.name, room);
    case 'channel':
      return /^\d{17,20}$/.test(piece.ref) ? `<#${piece.ref}>` : '';
    case 'group':
      return /^\d{17,20}$/.test(piece.ref) ? `<@&${piece.ref}>` : fitEscaped(piece.ref, room);
    case 'time':
      return `<t:${Math.floor(piece.at / 1000)}:f>`;
    case 'command':
      return context.command(piece.path);
  }
}

/** Only http and https addresses become links. The angle brackets keep Discord from showing a preview. */
function renderLink(text: string, url: string, room: number): string {
  const safe = URL.canParse(url) ? new URL(url) : null;
  const label = fitEscaped(text, Math.max(0, Math.min(room, 200))).replaceAll(']', '\\]');
  if (safe === null || !['https:', 'http:'].includes(safe.protocol)) return label;
  const address = safe.href.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(')', '%29');
  const link = `[${label}](<${address}>)`;
  return link.length <= room ? link : label;
}
