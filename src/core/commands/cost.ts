import type { Reply } from '../actions.ts';
import type { Limits } from '../budget/budget.ts';
import { costCard, dollars, memberCostCard } from '../budget/cost-card.ts';
import type { OwnCaps } from '../budget/store.ts';
import { typed } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { Line } from '../views.ts';
import { callOf } from './on-challenge.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/** `/cost`: shows the member's own share of what the model costs, and what is left today. */
export function cost(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    const { limits } = deps;
    if (!limits) return done(texts.budget.off());
    const now = deps.clock.now();
    const day = dayOf(now, 'UTC', 0);
    const costs = await tx.memberCosts(member.id, day);
    const everybody = await tx.costs(workspace.id, day);
    const own = await tx.ownCaps(workspace.id);
    return { kind: 'message', view: memberCostCard({ costs, everybody, limits, own, now, locale }) };
  });
}

/** `/admin cost`: shows what the workspace spent, on what, and what is left; sets its caps where any are given. Managers only. */
export function adminCost(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const { limits } = deps;
    if (!limits) return done(texts.budget.off());
    const read = readCaps(event.options, limits, texts);
    if (!read.ok) return problem(read.line);
    const names = Object.keys(read.caps);
    if (names.length > 0) {
      await tx.saveCaps(workspace.id, read.caps);
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'settingsChanged',
        challenge: null,
        detail: { names: names.map((name) => `cap ${name}`) },
        call: callOf(event),
      });
      deps.log.info('budget.caps_saved', { workspace: workspace.id, names: names.join(' ') });
    }
    const now = deps.clock.now();
    const costs = await tx.costs(workspace.id, dayOf(now, 'UTC', 0));
    const own = await tx.ownCaps(workspace.id);
    return { kind: 'message', view: costCard({ costs, limits, own, now, locale }) };
  });
}

/** Reads the caps in dollars: '0.30', '$0.30'; '-' goes back to the operator's cap. A cap above the operator's is refused. */
function readCaps(
  options: InboundCommand['options'],
  limits: Limits,
  texts: Messages,
): { readonly ok: true; readonly caps: Partial<OwnCaps> } | { readonly ok: false; readonly line: Line } {
  const caps: { day?: number | null; month?: number | null } = {};
  for (const name of ['day', 'month'] as const) {
    const given = options[name]?.normalize('NFKC').trim();
    if (!given) continue;
    if (/^[-–—]$/u.test(given)) {
      caps[name] = null;
      continue;
    }
    const [, amount] = /^\$?\s*(\d{1,6}(?:\.\d{1,6})?)\s*\$?$/.exec(given) ?? [];
    if (amount === undefined) return { ok: false, line: texts.budget.notAnAmount(typed(given)) };
    const micros = Math.round(Number(amount) * 1_000_000);
    if (micros > limits[name]) return { ok: false, line: texts.budget.tooMuch(dollars(limits[name])) };
    caps[name] = micros;
  }
  return { ok: true, caps };
}
