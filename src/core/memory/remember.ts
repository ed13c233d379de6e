import { normaliseProof } from '../cheer/normalise.ts';
import type { Embedder } from '../language-model.ts';
import type { ProofId, WorkspaceId } from '../model/ids.ts';
import type { KeyValue, Log } from '../ports.ts';
import type { MemoryStore, Rememberable } from './store.ts';
import { toBytes } from './vector.ts';

export interface RememberDeps {
  readonly memories: Pick<MemoryStore, 'rememberable' | 'unremembered' | 'keep'>;
  readonly embedder: Embedder;
  /** Where the search for forgotten ones goes on; kept over restarts. */
  readonly notes: KeyValue;
  /** Words that may have asked for care before anybody looked: never remembered. */
  readonly needsCare: (text: string) => boolean;
  readonly log: Log;
}

/** Texts of one call of the embedder, and how long it may take. */
const together = 50;
const embedWithinMs = 5_000;

/** Keeps what one proof says as a vector. Done again it keeps the same; what cannot be done now, the search finds later. */
export function createRemember(deps: RememberDeps) {
  return async function remember(proof: ProofId): Promise<void> {
    const found = await deps.memories.rememberable(proof);
    if (found) await keepAll(deps, found.workspace, [found]);
  };
}

/** Proofs looked at in one go, and how many such goes a time. */
const scan = 500;
const goes = 20;
/** Of one run: an embedder may cost money, and has its own limits. */
const mostKept = 500;

/**
 * Finds proofs that were never remembered, or by another embedder, and keeps them: some at a time, by their ids, round and
 * round. After the last it begins anew with the next run.
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
        // It is not to be had for this workspace now; the next round comes by again.
        if (done === null) log.warn('memory.embedder_away', { workspace });
      }
      after = next;
      if (next === null) break;
    }
    await notes.set(key, after ?? '');
    if (kept > 0) log.info('memory.caught_up', { kept });
  };
}

/** How many were kept; null when the embedder gave nothing. Some at a time, so that a slow embedder gets somewhere. */
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
    // What says nothing is kept as such, so that it is not looked for again.
    const vector = texts[index] === '' ? null : (rest.shift() ?? null);
    await memories.keep(proof, embedder.id, vector ? toBytes(vector) : new Int8Array(0));
  }
  return true;
}

function byWorkspace(proofs: readonly Rememberable[]): ReadonlyMap<WorkspaceId, readonly Rememberable[]> {
  return Map.groupBy(proofs, ({ workspace }) => workspace);
}
