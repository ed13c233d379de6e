import type { TargetMessage } from '../../core/inbound.ts';
import type { SlackMessage } from './event-schemas.ts';
import { attachmentsOf, type Files } from './files.ts';
import type { Members } from './members.ts';
import { memberRef, messageRef, tsToMillis } from './refs.ts';
import { readText } from './text.ts';

/** The message subtypes that are a person's own words. Slack: reference/events/message. */
export const PEOPLES_SUBTYPES: ReadonlySet<string | null | undefined> = new Set([
  undefined,
  null,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** A message on which a menu was opened or a mark was put. */
export async function toTarget(
  {
    members,
    botUser,
    learnFiles,
  }: {
    readonly members: Pick<Members, 'get' | 'knownName'>;
    readonly botUser: string;
    readonly learnFiles: Files['learn'];
  },
  channel: string,
  m: SlackMessage,
): Promise<TargetMessage> {
  learnFiles(m.files ?? []);
  const author = m.user ?? m.bot_id ?? '';
  const known = m.user && !m.bot_id ? await members.get(m.user) : null;
  return {
    message: messageRef(channel, m.ts, m.thread_ts),
    at: tsToMillis(m.ts),
    author: memberRef(author),
    authorName: known?.name ?? author,
    authorZone: known?.zone ?? null,
    authorIsBot: known === null || known.isBot || author === 'USLACKBOT' || !PEOPLES_SUBTYPES.has(m.subtype),
    text: readText(m.text ?? '', members.knownName, botUser),
    attachments: attachmentsOf(m),
  };
}
