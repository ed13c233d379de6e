import type { Reply } from '../../src/core/actions.ts';
import type { Inbound, InboundMember } from '../../src/core/inbound.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../src/core/model/ids.ts';
import type { Locale } from '../../src/core/model/locale.ts';
import type { Button, Inline, Line } from '../../src/core/views.ts';

/** One workspace as its members use it, straight through the core's door; nothing of a platform is between. */
export function conversation(
  inbound: Inbound,
  given: {
    readonly workspace: string;
    readonly channel: string;
    readonly now: () => number;
    readonly locale?: Locale;
  },
) {
  let events = 0;
  const workspace = given.workspace as WorkspaceRef;
  const place = (who: Who, channel = given.channel) => ({
    platform: 'slack' as const,
    workspace,
    channel: channel as ChannelRef,
    member: memberOf(who),
  });
  const memberOf = (who: Who): InboundMember => ({
    ref: who.ref as MemberRef,
    name: who.name,
    manager: who.manager ?? false,
    ...(who.roles ? { roles: who.roles } : {}),
    locale: given.locale ?? 'ko',
  });
  const asked = () => ({
    id: `event-${++events}`,
    at: given.now(),
    locale: given.locale ?? ('ko' as const),
  });
  return {
    /** A post in the channel; its message. `at`: milliseconds since 1970, now when left out. */
    async post(
      who: Who,
      text: string,
      { at, channel }: { at?: number; channel?: string } = {},
    ): Promise<MessageRef> {
      const message = `message-${++events}` as MessageRef;
      await inbound.message({
        ...place(who, channel),
        message,
        at: at ?? given.now(),
        text,
        attachments: [],
        inThread: false,
        mentionsBot: false,
      });
      return message;
    },
    delete: (message: MessageRef, channel = given.channel) =>
      inbound.deleted({
        platform: 'slack',
        workspace,
        channel: channel as ChannelRef,
        messages: [message],
        at: given.now(),
      }),
    command: (
      who: Who,
      words: string,
      options: Record<string, string> = {},
      channel?: string,
    ): Promise<Reply> =>
      inbound.command({
        ...place(who, channel),
        ...asked(),
        path: words.split(' '),
        options,
        attachments: [],
        target: null,
      }),
    press: (who: Who, action: string, values: Record<string, string> = {}): Promise<Reply> =>
      inbound.action({ ...place(who), ...asked(), action, values }),
  };
}
export type Conversation = ReturnType<typeof conversation>;

export interface Who {
  readonly ref: string;
  readonly name: string;
  readonly manager?: boolean;
  readonly roles?: readonly string[];
}

/** An answer as a reader sees it: its title and lines, then "label: value" for each field. */
export function read(reply: Reply): readonly string[] {
  if (reply.kind !== 'message') throw new Error(`no message but ${reply.kind}`);
  const { view } = reply;
  switch (view.view) {
    case 'answer':
      return view.lines.map(plain);
    case 'card':
      return [
        view.title,
        ...view.lines.map(plain),
        ...view.fields.map(({ label, value }) => `${label}: ${plain(value)}`),
      ];
    default:
      throw new Error(`nothing to read in ${view.view}`);
  }
}

/** A line in words; bold in brackets, links in angles. */
export function plain(line: Line): string {
  return line.map(plainPiece).join('');
}

function plainPiece(piece: Inline): string {
  if (typeof piece === 'string') return piece;
  switch (piece.kind) {
    case 'bold':
      return `[${piece.text}]`;
    case 'link':
      return `<${piece.text}>`;
    case 'group':
      return piece.ref;
    case 'command':
      return `/${piece.path.join(' ')}`;
    case 'member':
      return piece.name;
    case 'time':
      return piece.text;
    case 'channel':
      return '#channel';
  }
}

export function buttonsOf(reply: Reply): readonly Button[] {
  if (reply.kind !== 'message') throw new Error(`no message but ${reply.kind}`);
  return 'buttons' in reply.view ? reply.view.buttons : [];
}

/** The button that says so. */
export function button(reply: Reply, label: string): string {
  const found = buttonsOf(reply).find((each) => each.label === label);
  if (!found) throw new Error(`no button ${label}, but ${buttonsOf(reply).map((each) => each.label)}`);
  return found.action;
}

export function pictureOf(reply: Reply) {
  if (reply.kind !== 'message' || reply.view.view !== 'card') throw new Error('no card');
  return reply.view.picture;
}
