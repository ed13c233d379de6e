import { actionId, type Reply } from '../actions.ts';
import { cleanLine } from '../challenge/title.ts';
import { deliveryKey } from '../delivery/keys.ts';
import type { InboundAction } from '../inbound.ts';
import type { Removal } from '../managing/store.ts';
import { messagesFor } from '../messages/index.ts';
import { shorten } from '../model/shorten.ts';
import type { Tx } from '../store.ts';
import type { CardView } from '../views.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

const longest = 500;

/** The button under "your check-in was removed": opens a form with one text field. */
export function appealForm(deps: CommandDeps, event: InboundAction, audit: string): Promise<Reply> {
  return appealing(deps, event, audit, async (_, { texts }, removal) => {
    const { appeal } = texts.admin;
    if (removal.appealed) return done(appeal.already());
    return {
      kind: 'form',
      form: {
        action: actionId({ do: 'sendAppeal', audit }),
        title: appeal.title,
        submit: appeal.submit,
        fields: [
          {
            kind: 'text',
            name: 'words',
            label: appeal.label,
            hint: appeal.hint,
            multiline: true,
            required: true,
            maxLength: longest,
          },
        ],
      },
    };
  });
}

/** The submitted form: tells the managers once and privately, namely who removed the check-in and who hosts the challenge. */
export function sendAppeal(deps: CommandDeps, event: InboundAction, audit: string): Promise<Reply> {
  return appealing(deps, event, audit, async (tx, { workspace, member, texts }, removal) => {
    const { appeal } = texts.admin;
    const words = shorten(cleanLine(event.values.words ?? ''), longest);
    if (words === '') return problem(appeal.empty());
    const { isNew, id } = await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'appealed',
      challenge: removal.challenge?.id ?? null,
      member: member.id,
      day: removal.day,
      reason: words,
      detail: { removal: audit },
      call: `appeal:${audit}`,
    });
    if (!isNew) return done(appeal.already());
    const view = cardFor(removal, member.name, words, messagesFor(workspace.locale));
    for (const manager of removal.managers) {
      const key = deliveryKey('appeal', audit, manager.ref);
      const target = { kind: 'direct', member: manager.ref, workspace: workspace.ref } as const;
      await tx.deliver(workspace.id, null, key, { do: 'post', target, view });
    }
    deps.log.info('check_in.appealed', { audit: id, removal: audit, member: member.id });
    return done(appeal.sent());
  });
}

/** Runs `work` for the member whose check-in was removed; nobody else can appeal. */
function appealing(
  deps: CommandDeps,
  event: InboundAction,
  audit: string,
  work: (tx: Tx, asked: Asked, removal: Removal) => Promise<Reply>,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    const removal = await tx.findRemoval(workspace.id, audit);
    if (removal?.member === member.id) return work(tx, asked, removal);
    return refused(deps, asked, texts.answer.unknownButton());
  });
}

function cardFor(
  { challenge, day, reason }: Removal,
  member: string,
  words: string,
  { admin }: ReturnType<typeof messagesFor>,
): CardView {
  const { title, which, how, ...label } = admin.appeal.toManagers;
  return {
    view: 'card',
    title,
    lines: [which(member, challenge?.name ?? null, day), how()],
    fields: [
      { label: label.reason, value: [reason] },
      { label: label.words, value: [words] },
    ],
    picture: null,
    buttons: [],
  };
}
