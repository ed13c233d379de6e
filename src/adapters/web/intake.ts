import { reasonOf } from '../../core/errors.ts';
import type {
  Inbound,
  InboundAttachment,
  InboundMember,
  InboundPlace,
  TargetMessage,
} from '../../core/inbound.ts';
import type { AttachmentRef, ChannelRef, MemberRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock, Log } from '../../core/ports.ts';
import {
  CHANNEL,
  memberById,
  memberRef,
  mentionedIn,
  mentionsPal,
  messageRef,
  PAL,
  WORKSPACE,
} from './demo.ts';
import type { InboxItem, InboxRow, StoredFile, StoredMessage, WebStore } from './store.ts';
import type { WireMember } from './wire.ts';

/** Passes what members do on the page to the core. */
export interface Intake {
  start(inbound: Inbound): void;
  stop(): Promise<void>;
  /** The core's inbound side; null while the platform is not started. */
  inbound(): Inbound | null;
  /**
   * Passes what was just stored to the core and resolves when the core has committed it. If the core fails now, the row stays in the inbox
   * and is retried later; the page does not wait for that.
   */
  take(row: InboxRow): Promise<void>;
}

/** How often rows left in the inbox (by a crash, or because the core failed) are retried, and how old they must be, in ms. */
const EVERY = 2_000;
const LEFT_BEHIND = 5_000;

/** Passes stored messages on to the core, so that nothing a member did is lost between the two. */
export function createIntake({ store, clock, log }: { store: WebStore; clock: Clock; log: Log }): Intake {
  let inbound: Inbound | null = null;
  let timer: NodeJS.Timeout | null = null;
  const inHand = new Set<Promise<void>>();

  async function hand(item: InboxItem, core: Inbound): Promise<void> {
    // A row of an earlier version's kind (`reaction`) matches no case and is dropped.
    switch (item.kind) {
      case 'message': {
        const message = await store.message(item.id);
        const member = message && memberById(message.author);
        if (!message || !member || message.deletedAt !== null) return;
        return core.message({
          ...placeOf(member, null),
          message: messageRef(message.id),
          at: message.at,
          text: message.text,
          attachments: message.files.map(attachmentOf),
          inThread: message.parent !== null,
          ...(message.parent === null ? {} : { thread: messageRef(message.parent) }),
          mentionsBot: mentionsPal(message.text),
          turnsTo: mentionedIn(message.text).map(memberRef),
        });
      }
      case 'edited': {
        const message = await store.message(item.id);
        const member = message && memberById(message.author);
        if (!message || !member || message.deletedAt !== null) return;
        return core.edited({
          ...placeOf(member, null),
          message: messageRef(message.id),
          at: message.at,
          editedAt: message.editedAt ?? clock.now(),
          text: message.text,
          inThread: message.parent !== null,
        });
      }
      case 'deleted':
        return core.deleted({
          platform: 'web',
          workspace: WORKSPACE,
          channel: item.channel as ChannelRef,
          messages: [messageRef(item.id)],
          at: item.at,
        });
      case 'marked':
        return core.reaction({
          platform: 'web',
          workspace: WORKSPACE,
          channel: CHANNEL,
          message: messageRef(item.id),
          by: item.by as MemberRef,
          mark: item.mark,
          at: item.at,
        });
    }
  }

  async function take({ row, item }: InboxRow): Promise<void> {
    if (!inbound) return;
    const work = hand(item, inbound)
      .then(() => store.taken(row))
      .catch((error: unknown) =>
        log.warn('web.intake_delayed', { row, kind: item.kind, reason: reasonOf(error) }),
      );
    inHand.add(work);
    await work.finally(() => inHand.delete(work));
  }

  async function catchUp(age: number): Promise<void> {
    try {
      for (const row of await store.inbox(age)) await take(row);
    } catch (error) {
      log.warn('web.catch_up_failed', { reason: reasonOf(error) });
    }
  }

  return {
    start(core) {
      inbound = core;
      const tick = async () => {
        await catchUp(LEFT_BEHIND);
        if (inbound) timer = setTimeout(tick, EVERY);
      };
      timer = setTimeout(tick, EVERY);
      void catchUp(LEFT_BEHIND);
    },
    async stop() {
      inbound = null;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(inHand);
    },
    inbound: () => inbound,
    take,
  };
}

/** The member and place of everything a member does on the page. */
export function placeOf(member: WireMember, locale: Locale | null): InboundPlace {
  return {
    platform: 'web',
    workspace: WORKSPACE,
    workspaceName: 'Boost Pal',
    channel: CHANNEL,
    member: { ...memberOf(member), ...(locale ? { locale } : {}) },
  };
}

/** A sample member as the core knows members. */
export const memberOf = (member: WireMember): InboundMember => ({
  ref: memberRef(member),
  name: member.name,
  manager: member.manager,
  roles: [],
});

/** An upload as the core knows attachments. */
export const attachmentOf = (file: StoredFile): InboundAttachment => ({
  ref: file.id as AttachmentRef,
  name: file.name,
  type: file.type,
  size: file.size,
});

/** A message as the target of a command from its menu. */
export const targetOf = (message: StoredMessage): TargetMessage => ({
  message: messageRef(message.id),
  at: message.at,
  author: message.author as MemberRef,
  authorName: memberById(message.author)?.name ?? message.author,
  authorIsBot: message.author === PAL,
  text: message.text,
  attachments: message.files.map(attachmentOf),
});
