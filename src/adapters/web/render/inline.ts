import { parseAction } from '../../../core/action-codec.ts';
import { turnsPage } from '../../../core/action-traits.ts';
import type { Button, Inline, Line } from '../../../core/views.ts';
import type { WireButton, WireInline, WireLine } from '../wire.ts';

/** Writes a command as it is typed in the reader's language. */
export type CommandName = (path: readonly string[]) => string;

/** A link to a message of the page; older ones contain the host and port of their time. */
const OWN_MESSAGE = /^(?:https?:\/\/[^#]*\/)?(#m\d+)$/;

/**
 * Renders one line for the page. Every string stays a string: the page makes text nodes of them, so nothing can become markup. A link stays
 * a link only if it is http or https, or leads to a message of the page.
 */
export function renderLine(line: Line, commandName: CommandName): WireLine {
  return line.map((piece) => renderInline(piece, commandName));
}

function renderInline(piece: Inline, commandName: CommandName): WireInline {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'bold':
      return { kind: 'bold', text: piece.text };
    case 'link': {
      const url = OWN_MESSAGE.exec(piece.url)?.[1] ?? (isWebLink(piece.url) ? piece.url : null);
      return url === null ? piece.text : { kind: 'link', text: piece.text, url };
    }
    case 'member':
      return { kind: 'person', text: piece.name };
    case 'channel':
      return { kind: 'channel', id: piece.ref, text: `#${piece.ref}` };
    case 'group':
      return piece.ref;
    case 'time':
      return { kind: 'time', at: piece.at, text: piece.text };
    case 'command':
      return { kind: 'code', text: commandName(piece.path) };
  }
}

/** Renders buttons, each with whether it turns a page. */
export const renderButtons = (buttons: readonly Button[]): readonly WireButton[] =>
  buttons.map(({ action, label, style }) => ({ action, label, style, turns: turns(action) }));

function turns(id: string): boolean {
  const action = parseAction(id);
  return action !== null && turnsPage(action);
}

function isWebLink(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
