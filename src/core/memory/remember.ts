import { normaliseProof } from '../cheer/normalise.ts';
import type { Embedder } from '../language-model.ts';
import type { ProofId, WorkspaceId } from '../model/ids.ts';
import type { KeyValue, Log } from '../ports.ts';
import type { MemoryStore, Rememberable } from './store.ts';
import { toBytes } from './vector.ts';

export interface RememberDeps {
  readonly memories: Pick<MemoryStore, 'rememberable' | 'unremembered' | 'keep'>;
  readonly embedder: Embedder;
  /** Stores where the search for proofs without a vector continues, over restarts. */
  readonly notes: KeyValue;
  /** Whether a text has a strong sign of a crisis: such proofs are never remembered, even if no guard has seen them. */
  readonly needsCare: (text: string) => boolean;
  readonly log: Log;
}

/** Texts per call of the embedder, and the time limit of a call. */
const together = 50;
const embedWithinMs = 5_000;

/** The job that stores one proof's text as a vector. Repeating it changes nothing; if it fails, `rememberOlder` finds the proof. */
export function createRemember(deps: RememberDeps) {
  return async function remember(proof: ProofId): Promise<void> {
    const found = await deps.memories.rememberable(proof);
    if (found) await keepAll(deps, found.workspace, [found]);
  };
}

/** Proofs read at once, and how often that is done in one run. */
const scan = 500;
const goes = 20;
/** The most proofs embedded in one run: an embedder may cost money and has limits of its own. */
const mostKept = 500;

/**
 * Finds proofs that have no vector of this embedder and stores one, a limited number per run, in the order of their ids. After the
 * last proof the next run begins with the first again.
 */
export function createRememberOlder(deps: RememberDeps) {
  const { memories, embedder, notes, log } = deps;
  const key = `memories:${embedder.id}`;
  return async function rememberOlder(): Promise<void> {
    let after = ((await notes.get(key)) || null) as ProofId | null;
    let kept = 0;
    for (let go = 0; go < goes && kept < mostKept; go++) {
      const { found, next } = await memories.unremembered(embedder.id, after, scan);
      for (const [workspace, proofs] of byWorkspace(found)) {
        const done = await keepAll(deps, workspace, proofs);
        kept += done ?? 0;
        // The embedder failed, or this workspace's budget is used up; a later round tries again.
        if (done === null) log.warn('memory.embedder_away', { workspace });
      }
      after = next;
      if (next === null) break;
    }
    await notes.set(key, after ?? '');
    if (kept > 0) log.info('memory.caught_up', { kept });
  };
}

/** Stores vectors batch by batch, so that even a slow embedder makes progress. Returns how many; null if the first batch failed. */
async function keepAll(
  deps: RememberDeps,
  workspace: WorkspaceId,
  proofs: readonly Rememberable[],
): Promise<number | null> {
  for (let start = 0; start < proofs.length; start += together) {
    if (!(await keepSome(deps, workspace, proofs.slice(start, start + together)))) return start || null;
  }
  return proofs.length;
}

async function keepSome(
  { memories, embedder, needsCare }: RememberDeps,
  workspace: WorkspaceId,
  proofs: readonly Rememberable[],
): Promise<boolean> {
  const texts = proofs.map(({ text }) => (needsCare(text) ? '' : normaliseProof(text)));
  const withWords = texts.filter((text) => text !== '');
  const vectors =
    withWords.length === 0
      ? []
      : await embedder.embed(withWords, { workspace, member: null }, AbortSignal.timeout(embedWithinMs));
  if (vectors === null) return false;
  const rest = [...vectors];
  for (const [index, proof] of proofs.entries()) {
    // A proof without words gets an empty vector, so that it is not found again.
    const vector = texts[index] === '' ? null : (rest.shift() ?? null);
    await memories.keep(proof, embedder.id, vector ? toBytes(vector) : new Int8Array(0));
  }
  return true;
}

function byWorkspace(proofs: readonly Rememberable[]): ReadonlyMap<WorkspaceId, readonly Rememberable[]> {
  return Map.groupBy(proofs, ({ workspace }) => workspace);
}
