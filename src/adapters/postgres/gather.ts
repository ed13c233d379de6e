/** How `createGather` asks. */
export interface GatherOptions<Item, Answer> {
  /** Returns an answer for each item, in their order, or throws for all of them. */
  readonly ask: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** Items with the same key are never in the same batch. */
  readonly key?: (item: Item) => unknown;
  /** Whether the error may concern a single item: each item of the batch is then asked for by itself. */
  readonly apart: (error: unknown) => boolean;
  /** Set where nobody waits for the answer: each batch first waits this long for more items, in milliseconds. */
  readonly lingerMs?: number;
}

/** This many batches are under way at a time; items that arrive meanwhile go into the next one. */
const lanes = 2;
const mostTogether = 64;

interface Waiting<Item, Answer> extends Pick<PromiseWithResolvers<Answer>, 'resolve' | 'reject'> {
  readonly item: Item;
}

/**
 * Batches calls: asks at once under little load, and for many items together under much, since each question costs a round trip, a commit
 * and a flush, however many items it holds.
 */
export function createGather<Item, Answer>(
  options: GatherOptions<Item, Answer>,
): (item: Item) => Promise<Answer> {
  const { ask, key, apart, lingerMs } = options;
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;

  function next(): Waiting<Item, Answer>[] {
    if (key === undefined) return waiting.splice(0, mostTogether);
    const keys = new Set<unknown>();
    const together: Waiting<Item, Answer>[] = [];
    for (let at = 0; at < waiting.length && together.length < mostTogether; ) {
      const its = key(waiting[at]!.item);
      if (keys.has(its)) at += 1;
      else together.push(...waiting.splice(at, 1));
      keys.add(its);
    }
    return together;
  }

  async function settle(together: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await ask(together.map(({ item }) => item));
      for (const [at, { resolve }] of together.entries()) resolve(answers[at]!);
    } catch (error) {
      // Not awaited, so that the next batch does not wait for an item that is slow or refused.
      if (together.length > 1 && apart(error)) for (const one of together) void settle([one]);
      else for (const { reject } of together) reject(error);
    }
  }

  async function pump(): Promise<void> {
    if (underWay >= lanes) return;
    underWay += 1;
    while (waiting.length > 0) {
      if (lingerMs !== undefined) await new Promise((resolve) => setTimeout(resolve, lingerMs));
      const together = next();
      if (together.length > 0) await settle(together);
    }
    underWay -= 1;
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ item, resolve, reject });
    void pump();
    return promise;
  };
}
