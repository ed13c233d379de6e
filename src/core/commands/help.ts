import type { Reply } from '../actions.ts';
import { mayHost } from '../challenge/may-host.ts';
import { cleanLine } from '../challenge/title.ts';
import { nameOfCharacter } from '../characters/speaker.ts';
import type { InboundCommand } from '../inbound.ts';
import type { HelpPlace } from '../messages/messages.ts';
import type { ChannelRef } from '../model/ids.ts';
import { shorten } from '../model/shorten.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { CommandSpec } from './command.ts';
import { asking, type CommandDeps } from './run.ts';
import { commandTable } from './table.ts';
import { thereFor } from './there-for.ts';

/** At most this many characters are repeated of typed text that is no command. */
const longestUnknown = 40;

/** `/help`: what the asker can do here and now. Managers and hosts see their commands too. Text that is no command is named first. */
export function help(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts, locale } = asked;
    const started = await thereFor(tx, asked, await tx.listChallenges(workspace.id));
    const may = await rights(tx, event, workspace);
    const mine = commandTable.filter((spec) => spec.kind === 'slash' && may(spec));
    const unknown = shorten(cleanLine(event.options.unknown ?? ''), longestUnknown);
    const menus = commandTable.filter(({ kind }) => kind === 'messageMenu');
    return {
      kind: 'message',
      view: {
        view: 'help',
        heading:
          unknown === ''
            ? texts.help.heading(nameOfCharacter(member.character ?? workspace.character, locale))
            : texts.help.unknown(unknown),
        intro: [
          ...texts.help.intro(placeOf(started, event.channel)),
          texts.help.menus(menus.map(({ descriptions }) => descriptions[locale])),
          texts.help.byMark(workspace.mark),
        ],
        commands: mine.map(({ path, descriptions }) => ({ path, text: descriptions[locale] })),
      },
    };
  });
}

/** At most this many channels are named, so that they fit on a line. */
const mostChannels = 10;

function placeOf(started: readonly ChallengeRow[], here: ChannelRef): HelpPlace {
  const challenges = started.filter(({ channel }) => channel === here);
  if (challenges.length > 0) return { at: 'challenge', challenges };
  const channels = [...new Set(started.map(({ channel }) => channel))].slice(0, mostChannels);
  return channels.length > 0 ? { at: 'elsewhere', channels } : { at: 'nowhere' };
}

/** Which commands the asker may use: the host of a challenge may change it, but not create others. */
async function rights(
  tx: Tx,
  { member }: InboundCommand,
  workspace: WorkspaceRow,
): Promise<(spec: CommandSpec) => boolean> {
  const hosts = mayHost(member, workspace);
  const own = hosts
    ? []
    : [...(await tx.listChallenges(workspace.id)), ...(await tx.listDrafts(workspace.id))];
  const hostsOne = own.some((challenge) => mayHost(member, workspace, challenge));
  return ({ managersOnly, hostsOnly, path }) => {
    if (managersOnly) return member.manager === true;
    if (!hostsOnly) return true;
    return hosts || (hostsOne && path[1] !== 'create');
  };
}
