import type { Storage } from '../../src/adapters/postgres/index.ts';
import type { MemberRef, MessageRef, PlatformName } from '../../src/core/model/ids.ts';
import type { Replaced } from './replaced.ts';

interface Said {
  readonly ref: MessageRef;
  readonly key: string;
  /** What it shows now, or showed last. */
  readonly text: string;
}

/** What a platform's server shows after a run. */
export interface Sight {
  /**
   * Messages people posted as proofs; `there`: not deleted; `marks`: of ours, now; `text`: what they say now; `refuses`: what their place
   * has not taken from us since they were posted, in the ledger's words (core/delivery/cause.ts).
   */
  readonly proofs: readonly {
    readonly ref: MessageRef;
    readonly there: boolean;
    readonly marks: number;
    readonly text: string;
    readonly by: MemberRef;
    readonly photos: number;
    readonly refuses: readonly string[];
  }[];
  /** Proofs given by command. `ours`: no other program of the same name took it; `answers`: shown to whoever gave it. */
  readonly calls: readonly { readonly ref: MessageRef; readonly ours: boolean; readonly answers: number }[];
  /** Our own messages that stand now, with the key each carries (Discord: nonce, Slack: metadata). */
  readonly said: readonly Said[];
  /** All it has ever accepted from us, gone ones too. */
  readonly accepted: readonly Said[];
  /** Whether a message was lost with the whole channel it stood in. */
  readonly isLost: (message: string) => boolean;
  /** What single people were shown, each with whom: nobody can look such a line up, and it is rather missed than told twice. */
  readonly whispers: readonly string[];
  /** How the platform's key is made of a delivery's. */
  readonly keyOf: (deliveryKey: string) => string;
}

/**
 * Compares what a platform shows with what the database says: an accepted proof has exactly one check-in a challenge, no
 * key was ever said twice, what was sent stands and what stands was sent. Answers what is wrong, in words. `replaced`: where a backup
 * was put back, what the database knew in whose place it came. What that one said stands, under its words and keys, and is not said
 * about the same post again.
 */
export async function auditPlatform(
  { db }: Pick<Storage, 'db'>,
  platform: PlatformName,
  { proofs, calls, said, accepted, isLost, whispers, keyOf }: Sight,
  replaced: Replaced = [],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const kept = await db.$queryRaw<
    {
      ref: string;
      live: number;
      counted: number;
      text: string;
      by: string | null;
      photos: number;
      noted: number;
      silent: boolean | null;
      why: string | null;
      unmarked: string | null;
      untold: number;
    }[]
  >`
    select p.message_ref as ref, count(k.id) filter (where k.revoked_at is null)::int as live,
      count(k.id) filter (where k.revoked_at is null and k.counted)::int as counted,
      p.text, m.ref as by, (select count(*)::int from photo where proof_id = p.id) as photos,
      (select count(*)::int from delivery d where d.key like 'note:%' and d.proof_id = p.id) as noted,
      -- What may have arrived is given up after four tries (core/delivery/deliver.ts).
      c.state = 'givenUp' and not exists (
        select from delivery d where d.key like 'cheer%' and d.proof_id = p.id and d.state = 'dead' and d.attempts >= 4) as silent,
      c.reason as why,
      (select d.reason from delivery d where d.key = 'react:' || p.id and d.state in ('dead', 'skipped')) as unmarked,
      (select count(*)::int from photo h where h.proof_id = p.id and h.state = 'refused' and not exists (
        select from delivery d where d.key = 'refused-' || h.ordinal || ':' || p.id and d.state = 'sent')) as untold
    from proof p join workspace w on w.id = p.workspace_id left join member m on m.id = p.member_id
    left join cheer c on c.proof_id = p.id left join check_in k on k.proof_id = p.id
    where w.platform = ${platform} group by p.id, m.ref, c.state, c.reason`;
  const byRef = new Map(kept.map((row) => [row.ref, row]));
  if (byRef.size < kept.length) wrong.push(`${kept.length - byRef.size} messages were taken in twice`);
  for (const { ref, there, marks, text, by, photos, refuses } of proofs) {
    const row = byRef.get(ref);
    if (!there) {
      if ((row?.live ?? 0) > 0) wrong.push(`the deleted ${ref} still has a check-in`);
      continue;
    }
    if (!row) {
      wrong.push(`the proof ${ref} was lost`);
      continue;
    }
    if (row.by !== by) wrong.push(`the proof ${ref} of ${by} is kept as of ${row.by}`);
    if (row.text !== text) wrong.push(`the proof ${ref} says something else than is kept of it`);
    if (row.photos !== photos) wrong.push(`of the ${photos} photos of ${ref} ${row.photos} are known`);
    if (row.untold > 0) wrong.push(`nobody was told of ${row.untold} refused photos of ${ref}`);
    const isRefused = (why: string | null) => why !== null && refuses.includes(why);
    if (row.silent && !isRefused(row.why)) wrong.push(`the cheer of ${ref} was given up: ${row.why}`);
    if (row.live !== 1) wrong.push(`the proof ${ref} has ${row.live} check-ins`);
    else if (row.counted === 1 && marks !== 1 && !(marks === 0 && isRefused(row.unmarked)))
      wrong.push(`the credited ${ref} bears ${marks} marks`);
    // Words on a day that is done may be talk, and are mostly left alone.
    else if (row.counted === 0 && row.photos > 0 && row.noted !== 1)
      wrong.push(`nobody was told why ${ref} did not count`);
  }
  for (const { ref, ours, answers } of calls) {
    const live = byRef.get(ref)?.live ?? 0;
    const meant = ours ? 1 : 0;
    if (live !== meant || answers !== meant)
      wrong.push(
        `the command ${ref}, ${ours ? 'ours' : 'another’s'}, has ${live} check-ins and ${answers} answers`,
      );
  }
  const posted = new Set<string>([...proofs, ...calls].map(({ ref }) => ref));
  // That a message of ours was deleted is remembered as well, as of nobody.
  for (const { ref, by } of kept)
    if (by !== null && !posted.has(ref)) wrong.push(`${ref} is kept as a proof and was posted by nobody`);
  const sent = await db.$queryRaw<
    {
      key: string;
      ref: string | null;
      removed: boolean;
      at_all: boolean;
      hangs: boolean;
      line: string | null;
      on: string | null;
    }[]
  >`
    select d.key, d.message_ref as ref, d.state = 'sent' as at_all, p.message_ref as on,
      -- What a cheer says by now, be it by its first words or by an edit of them.
      case when d.key like 'cheer:%' then (select c.line1 from cheer c where c.proof_id = d.proof_id and c.state = 'posted') end as line,
      p.deleted_at is not null and d.reason is not distinct from 'gone: conversations.replies thread_not_found' as hangs,
      p.deleted_at is not null or exists (select from delivery u where u.key = 'undo:' || d.key) as removed
    from delivery d join workspace w on w.id = d.workspace_id left join proof p on p.id = d.proof_id
    where w.platform = ${platform} and d.effect->>'do' = 'post' and d.effect->'target'->>'kind' <> 'private'`;
  const known = new Map(sent.map((row) => [keyOf(row.key), row]));
  const once = new Map(replaced.map((row) => [keyOf(row.key), row]));
  const gone = new Set<string>(proofs.filter(({ there }) => !there).map(({ ref }) => ref));
  const first = new Map<string, string>();
  for (const { ref, key } of accepted) {
    const row = known.get(key) ?? once.get(key);
    // After a restore the same post may be another proof, so that the same is said of it under another key. Of what was taken back with
    // a deleted post nobody knows any more that it was said: it is said, and taken back, as if the post were deleted only now.
    if (once.size > 0 && row?.on && gone.has(row.on)) continue;
    const what = once.size > 0 && row?.on ? `${row.key.split(':')[0]} on ${row.on}` : key;
    const before = first.get(what) ?? ref;
    if (before !== ref) wrong.push(`${row?.key ?? key} was said twice: ${before} and ${ref}`);
    first.set(what, before);
  }
  const shown = new Set<string>();
  for (const whisper of whispers) {
    if (shown.has(whisper)) wrong.push(`was told twice: ${whisper}`);
    shown.add(whisper);
  }
  for (const { ref, key } of [...accepted, ...said])
    if (!known.has(key) && !once.has(key)) wrong.push(`${ref} was said under no delivery (${key})`);
  const standing = new Set<string>();
  for (const { ref, key, text } of said) {
    const row = known.get(key);
    standing.add(key);
    // Slack takes a reply to what was deleted a moment before. Whoever dies on that cannot look it up: its thread is nowhere.
    if (!row || row.hangs) continue;
    const lines = [row.line, once.get(key)?.line].filter((line) => typeof line === 'string');
    if (!row.at_all) wrong.push(`${row.key} stands and was not noted as sent`);
    else if (row.removed) wrong.push(`${row.key} stands although it was taken back`);
    else if (row.ref !== ref) wrong.push(`${row.key} is noted as ${row.ref} and stands as ${ref}`);
    else if (row.line && !lines.some((line) => text.includes(line)))
      wrong.push(`${row.key} says something else than was written`);
  }
  for (const { key, ref, at_all, removed } of sent) {
    if (at_all && !removed && !standing.has(keyOf(key)) && !(ref && isLost(ref)))
      wrong.push(`${key} was noted as sent and does not stand`);
  }
  return wrong;
}
