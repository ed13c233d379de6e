import { actionId, type Reply } from '../actions.ts';
import { erasedWithinMs, eraseMember } from '../erasing/erase-member.ts';
import type { Receipt } from '../erasing/store.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import type { MemberId } from '../model/ids.ts';
import { dateAndTime } from '../record/moment.ts';
import type { MemberRow, Tx, WorkspaceRow } from '../store.ts';
import type { AnswerView, Line } from '../views.ts';
import { refused } from './refused.ts';
import { asking, type CommandDeps, done } from './run.ts';

/** Who asks: unlike elsewhere (`asking`) nothing is stored of them for asking. */
interface Unmet {
  readonly workspace: WorkspaceRow;
  /** Null: nothing is kept of them. */
  readonly member: MemberRow | null;
  readonly texts: Messages;
}

/** `/my delete`: says what would be erased and what stays, and asks with a button. */
export function myDelete(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return unmet(deps, event, async (tx, asked) => {
    const { member, workspace, texts } = asked;
    const { ask, goes, stays, hosted, forGood, nothing, button } = texts.my.erasing;
    if (!member) {
      const receipt = await tx.receiptOf(workspace.id, event.member.ref);
      return answer([nothing(), ...(receipt ? [receiptLine(asked, receipt)] : [])]);
    }
    const [hosts, challenges] = [await tx.countHosted(member.id), (await tx.everIn(member.id)).length];
    return async () => {
      const counts = { ...(await deps.own.counts(member.id)), challenges };
      const lines = [
        ask(),
        goes(counts),
        stays(event.platform === 'web'),
        ...(hosts > 0 ? [hosted(hosts)] : []),
      ];
      return answer(
        [...lines, forGood(deps.fileGoes(event.platform) === 'direct')],
        [
          { action: actionId({ do: 'eraseMe', member: member.id }), label: button.erase, style: 'danger' },
          { action: actionId({ do: 'keepMe' }), label: button.keep, style: 'secondary' },
        ],
      );
    };
  });
}

/**
 * The button under it: erases everything about the asker and answers with a receipt. Pressed twice it answers with the same one. Nobody
 * erases anybody else: the button carries the member who asked, and does nothing for others.
 */
export async function eraseMe(deps: CommandDeps, event: InboundAction, member: MemberId): Promise<Reply> {
  const reply = await unmet(deps, event, async (tx, asked) => {
    const { workspace, texts } = asked;
    const leaver = { workspace: workspace.id, ref: event.member.ref, only: member };
    const receipt = await eraseMember(tx, leaver, event.at, deps.log);
    if (typeof receipt === 'string') return null;
    const { erased, what, after, since } = texts.my.erasing;
    // Whoever came back is another member, of whom an old button erases nothing.
    if (asked.member && asked.member.id !== member) return answer([receiptLine(asked, receipt), since()]);
    return answer([erased(), what(receipt), after(), receiptLine(asked, receipt)]);
  });
  return (
    reply ?? asking(deps, event, async (_, asked) => refused(deps, asked, asked.texts.my.erasing.notYours()))
  );
}

/** The other button: nothing is erased. */
export function keepMe(deps: CommandDeps, event: InboundAction): Promise<Reply> {
  return unmet(deps, event, async (_, { texts }) => done(texts.my.erasing.kept()));
}

/** As `asking`, for those of whom nothing may be stored, since they had it erased or are about to. */
async function unmet<R extends Reply | null>(
  { unitOfWork }: CommandDeps,
  event: InboundCommand | InboundAction,
  work: (tx: Tx, asked: Unmet) => Promise<R | (() => Promise<R>)>,
): Promise<R> {
  const outcome = await unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace(event.platform, event.workspace, event.workspaceName);
    if (workspace.parked) await tx.unparkWorkspace(workspace.id);
    const member = await tx.findMember(workspace.id, event.member.ref);
    const texts = messagesFor(member?.locale ?? event.locale ?? workspace.locale);
    return work(tx, { workspace, member, texts });
  }, erasedWithinMs);
  return typeof outcome === 'function' ? outcome() : outcome;
}

function receiptLine({ workspace, member, texts }: Unmet, { id, at }: Receipt): Line {
  const text = dateAndTime(at, member?.zone ?? workspace.timezone, texts);
  return texts.my.erasing.receipt(id, { kind: 'time', at, text });
}

function answer(lines: readonly Line[], buttons: AnswerView['buttons'] = []): Reply {
  return { kind: 'message', view: { view: 'answer', tone: 'done', lines, buttons } };
}
