import { GarbledError } from './reply-errors.ts';

/** Far beyond any answer we ask for, a batch of vectors among them. */
const mostBytes = 2 * 1024 * 1024;

/** As fetch, but a body that does not end is cut off: what a server sends must fit into memory many times. */
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
