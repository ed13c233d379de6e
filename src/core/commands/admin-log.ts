import type { Action, Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { actsPerPage, logCard } from '../managing/log-card.ts';
import type { Tx } from '../store.ts';
import { meantChallenge } from './meant-challenge.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

type Page = Extract<Action, { do: 'log' }>;

/** `/admin log`: lists what managers did, newest first; only for one challenge where one is named. */
export function adminLog(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    if (!event.member.manager) return problem(asked.texts.answer.managersOnly());
    const { challenge: typed } = event.options;
    const found =
      typed === undefined
        ? null
        : await meantChallenge(tx, asked, typed, {
            offer: (challenge) => ({ do: 'log', challenge, offset: 0 }),
            overByName: true,
          });
    if (found && !found.ok) return found.reply;
    return shown(tx, asked, { do: 'log', challenge: found?.challenge.id ?? null, offset: 0 });
  });
}

/** Another page of the log, from a button. */
export function adminLogPage(deps: CommandDeps, event: InboundAction, page: Page): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    if (event.member.manager) return shown(tx, asked, page);
    return refused(deps, asked, asked.texts.answer.managersOnly());
  });
}

async function shown(tx: Tx, { workspace, member, texts }: Asked, page: Page): Promise<Reply> {
  const { challenge, offset } = page;
  const found = await tx.log(workspace.id, challenge, { offset, limit: actsPerPage + 1 });
  if (found.length === 0) return problem(texts.admin.log.none());
  const of = challenge && (await tx.findChallenge(workspace.id, challenge));
  const zone = member.zone ?? workspace.timezone;
  const name = of ? nameOf(of) : null;
  return { kind: 'message', view: logCard({ found, challenge, name, offset, zone, texts }) };
}
