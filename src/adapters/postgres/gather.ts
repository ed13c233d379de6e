export interface GatherOptions<Item, Answer> {
  /** Answers for each of the items, in their order, or throws for all of them. */
  readonly ask: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** Items with the same key never go together. */
  readonly key?: (item: Item) => unknown;
  /** True: what was thrown concerns one of several, and each is asked for by itself. */
  readonly apart: (error: unknown) => boolean;
  /** Nobody waits for the answer: for about so long a question waits for others to go with. */
  readonly lingerMs?: number;
}

/** So many questions are on their way at a time; what comes up meanwhile goes together with the next. */
const lanes = 2;
const mostTogether = 64;

interface Waiting<Item, Answer> extends Pick<PromiseWithResolvers<Answer>, 'resolve' | 'reject'> {
  readonly item: Item;
}

/**
 * Asks at once while little is going on, and for many together when much is: each question costs a round trip, a commit
 * and a flush, however much it holds.
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
      // What comes next does not wait for the one that is slow or refused.
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
