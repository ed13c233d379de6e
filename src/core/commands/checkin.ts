import type { Reply } from '../actions.ts';
import { noteFor } from '../check-in/plan.ts';
import type { RecordOutcome } from '../check-in/record-proof.ts';
import type { InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import type { ChallengeId, MessageRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { asking, type CommandDeps, done, meantChallenge, problem } from './run.ts';

/** `/checkin`: the words and photos given count at once; the channel sees them on a card in the member's name. */
export async function checkin(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  let meant: { challenge: ChallengeId; locale: Locale; texts: Messages } | null = null;
  const refused = await asking(deps, event, async (tx, asked) => {
    const text = event.options.text ?? '';
    if (text.trim() === '' && event.attachments.length === 0)
      return problem(asked.texts.answer.emptyCheckIn());
    const found = await meantChallenge(tx, asked, event.options.challenge);
    if (!found.ok) return found.reply;
    meant = { challenge: found.challenge.id, locale: asked.locale, texts: asked.texts };
    return { kind: 'none' };
  });
  if (!meant) return refused;
  const { challenge, locale, texts } = meant as { challenge: ChallengeId; locale: Locale; texts: Messages };
  const outcome = await deps.recordProof(
    event,
    {
      // The call itself stands for the message until the card does.
      message: `call:${event.platform}:${event.id}` as MessageRef,
      channel: event.channel,
      member: {
        ref: event.member.ref,
        name: event.member.name,
        locale: event.member.locale ?? null,
        zone: event.member.zone ?? null,
      },
      at: event.at,
      text: event.options.text ?? '',
      attachments: event.attachments,
      asked: true,
      shown: { as: 'card' },
      privateNotice: false,
      fromStream: false,
    },
    challenge,
  );
  return replyTo(outcome, texts, locale);
}

/** What a member is told about a proof they asked to be counted. */
export function replyTo(outcome: RecordOutcome, texts: Messages, locale: Locale): Reply {
  switch (outcome.kind) {
    case 'noChallenge':
      return problem(texts.answer.noChallengeHere());
    case 'nothing':
      return { kind: 'none' };
    case 'recorded': {
      const { verdicts } = outcome;
      const counted = verdicts.find((verdict) => verdict.kind === 'counted');
      if (counted) {
        const note = noteFor(counted, null, locale);
        const line = texts.answer.checkedIn(counted.title, counted.daysDone);
        return done(note ? [...line, ' ', ...note] : line);
      }
      const [first] = verdicts;
      const line = first && noteFor(first, first.title, locale);
      return line ? problem(line) : { kind: 'none' };
    }
  }
}
