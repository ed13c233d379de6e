import type { Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import type { NoteView } from '../views.ts';
import type { CommandDeps } from './run.ts';

/** A message held back longer than this would only puzzle. */
const rememberedMs = 30 * 24 * 60 * 60_000;
/** Two rows of five buttons. */
const mostButtons = 10;

/**
 * Puts messages about a manager's act that could not be sent, because the member takes no direct messages, once at the top of the
 * next card they ask for. Only for platforms that can show a member nothing unasked but direct messages (Discord).
 */
export function toldFirst(run: (deps: CommandDeps, event: InboundCommand) => Promise<Reply>): typeof run {
  return async (deps, event) => {
    const reply = await run(deps, event);
    if (deps.privateNotice(event.platform) || !isCard(reply)) return reply;
    const since = deps.clock.now() - rememberedMs;
    const notes = await deps.unitOfWork.run((tx) => tx.takeUntold(event, event.member.ref, since));
    return notes.length === 0 ? reply : withNotes(reply, notes);
  };
}

type CardReply = Extract<Reply, { kind: 'message' }> & {
  readonly view: Extract<Extract<Reply, { kind: 'message' }>['view'], { view: 'card' }>;
};

function isCard(reply: Reply): reply is CardReply {
  return reply.kind === 'message' && reply.view.view === 'card';
}

function withNotes({ kind, view }: CardReply, notes: readonly NoteView[]): Reply {
  const buttons = [...view.buttons, ...notes.flatMap(({ buttons: own = [] }) => own)];
  const lines = [...notes.map(({ line }) => line), ...view.lines];
  return { kind, view: { ...view, lines, buttons: buttons.slice(0, mostButtons) } };
}
