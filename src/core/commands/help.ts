import type { Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import { asking, type CommandDeps } from './run.ts';
import { commandTable } from './table.ts';

/** `/help`: what can I do here, now. Managers see their commands too. */
export function help(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, texts, locale }) => {
    const here = await tx.isWatched(workspace.id, event.channel);
    const mine = commandTable.filter(
      ({ kind, managersOnly }) => kind === 'slash' && (event.member.manager || !managersOnly),
    );
    return {
      kind: 'message',
      view: {
        view: 'help',
        heading: texts.help.heading,
        intro: texts.help.intro(here),
        commands: mine.map(({ path, descriptions }) => ({ path, text: descriptions[locale] })),
      },
    };
  });
}
