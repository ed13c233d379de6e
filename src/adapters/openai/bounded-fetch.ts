import { GarbledError } from './reply-errors.ts';

/** The longest body we read, far beyond any answer we ask for, including a batch of vectors. */
const mostBytes = 2 * 1024 * 1024;

/** `fetch` with a limit: a longer body fails with `GarbledError`, since many replies must fit into memory at once. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!response.body) return response;
  let left = mostBytes;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, stream) {
        left -= chunk.byteLength;
        if (left < 0) stream.error(new GarbledError(`the answer is longer than ${mostBytes} bytes`));
        else stream.enqueue(chunk);
      },
    }),
  );
  return new Response(bounded, response);
};
