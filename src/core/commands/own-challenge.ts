import { type Action, actionId, type Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { mostOffered, namedChallenges } from './meant-challenge.ts';
import { type Asked, done, problem } from './run.ts';

type Found =
  | { readonly ok: true; readonly challenge: ChallengeRow }
  | { readonly ok: false; readonly reply: Reply };

/**
 * Which of the asker's own challenges is meant: the one named, else the one of this channel, else the only running one, else the
 * only one. When several fit, buttons ask; `offer` is what they do.
 */
export async function ownChallenge(
  tx: Tx,
  asked: Asked,
  name: string | undefined,
  offer: (challenge: ChallengeId) => Action,
): Promise<Found> {
  const { texts, event } = asked;
  const own = await tx.listJoined(asked.member.id);
  if (own.length === 0) return { ok: false, reply: problem(texts.streak.notJoinedAnywhere()) };
  if (name !== undefined && name.trim() !== '') {
    const found = namedChallenges(own, name);
    if (found.length === 0) return { ok: false, reply: problem(texts.answer.unknownChallenge(name)) };
    return oneOf(found);
  }
  const on = own.filter(({ endedAt }) => endedAt === null);
  const here = on.filter(({ channel }) => channel === event.channel);
  return oneOf(here.length > 0 ? here : on.length > 0 ? on : own);

  function oneOf(found: readonly ChallengeRow[]): Found {
    const [only] = found;
    if (only && found.length === 1) return { ok: true, challenge: only };
    const buttons = found.slice(0, mostOffered).map((challenge) => ({
      action: actionId(offer(challenge.id)),
      label: nameOf(challenge),
      style: 'secondary' as const,
    }));
    return { ok: false, reply: done(texts.streak.whichOf(), buttons) };
  }
}
