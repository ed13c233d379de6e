import { type Action, actionId, type Reply } from '../actions.ts';
import { mayHost } from '../challenge/may-host.ts';
import { nameOf } from '../challenge/title.ts';
import type { Messages } from '../messages/index.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { type Asked, done, problem } from './run.ts';
import { thereFor } from './there-for.ts';

/** How to decide which of several challenges is meant. */
export interface Meant {
  /** The action of each button that asks which challenge is meant; without it, the member is asked to type the name. */
  readonly offer?: (challenge: ChallengeId) => Action;
  /** A draft may be meant by those who may host it; for others it does not exist. */
  readonly drafts?: boolean;
  /** A challenge that ended since this instant may be meant, when no running one is. */
  readonly overSince?: Instant;
  /** A name that no running challenge has may be that of an ended one, however long ago. */
  readonly overByName?: boolean;
  /** The question is only about the asker's own records, so a closed challenge that they left may be meant too. */
  readonly left?: boolean;
  /** The question is about taking part: of several challenges that fit, those the asker takes part in are preferred. */
  readonly ownFirst?: boolean;
}

/**
 * Which challenge is meant, of those that exist for the asker (`thereFor`): the one named, else the only one of this channel,
 * else the only one there is; else the reply that asks or refuses.
 */
export async function meantChallenge(
  tx: Tx,
  asked: Asked,
  name: string | undefined,
  { offer, drafts = false, overSince, overByName = false, left = false, ownFirst = false }: Meant = {},
): Promise<
  { readonly ok: true; readonly challenge: ChallengeRow } | { readonly ok: false; readonly reply: Reply }
> {
  const { workspace, texts, event } = asked;
  const started = await thereFor(tx, asked, await tx.listChallenges(workspace.id), left);
  const waiting = drafts ? await tx.listDrafts(workspace.id) : [];
  const all = [...started, ...waiting.filter((draft) => mayHost(event.member, workspace, draft))];
  const ended = overSince === undefined ? [] : await tx.listOver(workspace.id, overSince);
  const over = await thereFor(tx, asked, ended, left);
  const joined = ownFirst ? await tx.enrolledIn(asked.member.id) : [];
  const ownOf = (some: readonly ChallengeRow[]) => some.filter(({ id }) => joined.includes(id));
  const preferred = (some: readonly ChallengeRow[]) => {
    const own = ownOf(some);
    return own.length > 0 ? own : some;
  };
  if (name !== undefined && name.trim() !== '') {
    const named = preferred(namedChallenges(all, name));
    const newest = named.length > 0 || !overByName ? null : await newestOver(tx, asked, name, left);
    const meant = named.length > 0 ? named : newest ? [newest] : namedChallenges(over, name);
    if (meant.length > 0 || all.length + over.length > 0)
      return pick(meant, problem(texts.answer.unknownChallenge(name)), texts, offer);
  }
  if (all.length + over.length === 0)
    return { ok: false, reply: problem(texts.answer.noChallengeAnywhere()) };
  const near = [all, over].map((some) => some.filter(({ channel }) => channel === event.channel));
  // The asker's own challenge in this channel, even if it is over, comes before somebody else's in this channel.
  const inOrder = [...near.map(ownOf), ...near, ownOf(all), ownOf(over), all, over];
  const meant = inOrder.find((some) => some.length > 0) ?? [];
  return pick(meant, problem(texts.answer.noChallengeHere()), texts, offer);
}

async function newestOver(tx: Tx, asked: Asked, name: string, left: boolean): Promise<ChallengeRow | null> {
  const { id: workspace } = asked.workspace;
  for (const { id } of namedChallenges(await tx.namesOver(workspace), name)) {
    const over = await tx.findChallenge(workspace, id);
    const [found] = over ? await thereFor(tx, asked, [over], left) : [];
    if (found) return found;
  }
  return null;
}

/** The challenges whose title is `name`, else those whose title contains it; case and width do not matter. */
export function namedChallenges<Named extends Pick<ChallengeRow, 'title' | 'emoji'>>(
  all: readonly Named[],
  name: string,
): readonly Named[] {
  const wanted = fold(name);
  const named = (is: (title: string) => boolean) =>
    all.filter((challenge) => is(fold(challenge.title)) || is(fold(nameOf(challenge))));
  const exact = named((title) => title === wanted);
  return exact.length > 0 ? exact : named((title) => title.includes(wanted));
}

/** Two rows of five buttons: a member with more challenges has to type the name of the one that is meant. */
export const mostOffered = 10;

function pick(found: readonly ChallengeRow[], none: Reply, texts: Messages, offer: Meant['offer']) {
  const [only, ...more] = found;
  if (!only) return { ok: false, reply: none } as const;
  if (more.length === 0) return { ok: true, challenge: only } as const;
  const reply =
    offer && found.length <= mostOffered
      ? done(
          texts.challenge.answer.which(),
          found.map((challenge) => ({
            action: actionId(offer(challenge.id)),
            label: nameOf(challenge),
            style: 'secondary',
          })),
        )
      : problem(texts.answer.whichChallenge(found.map(({ title }) => title)));
  return { ok: false, reply } as const;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
