/** Passes values from a stream's events to one awaiting reader, in order. After `fail`, every `next` throws. */
export interface Mailbox<T> {
  push(value: T): void;
  /** Only the first failure counts. Values pushed before it are still delivered. */
  fail(error: Error): void;
  next(): Promise<T>;
}

/** Creates an empty mailbox. */
export function createMailbox<T>(): Mailbox<T> {
  const values: T[] = [];
  let reader: PromiseWithResolvers<T> | null = null;
  let failure: Error | null = null;

  return {
    push(value) {
      if (reader === null) values.push(value);
      else reader.resolve(value);
      reader = null;
    },
    fail(error) {
      failure ??= error;
      reader?.reject(failure);
      reader = null;
    },
    async next() {
      const [value] = values.splice(0, 1);
      if (value !== undefined) return value;
      if (failure !== null) throw failure;
      reader = Promise.withResolvers<T>();
      return reader.promise;
    },
  };
}
