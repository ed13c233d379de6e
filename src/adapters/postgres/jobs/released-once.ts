import type { Pool, PoolClient } from 'pg';

type Release = (error?: Error | boolean) => void;
/** A pool that has ended passes the error alone. */
type Connected = (error: Error | undefined, client?: PoolClient, release?: Release) => void;

/**
 * The pool for graphile-worker, on which a connection that is released twice is released once. Its listener releases one twice when the
 * database goes away just while the lane ends: once for the end, once for the failed LISTEN. The second throws where nothing can catch it,
 * which would end the program.
 */
export function releasedOnce(pool: Pool): Pool {
  const connect = (connected?: Connected) =>
    connected
      ? pool.connect((error, client, release?: Release) => connected(error, client, release && once(release)))
      : pool.connect();
  return new Proxy(pool, {
    get: (target, name) => (name === 'connect' ? connect : Reflect.get(target, name)),
  });
}

function once(release: Release): Release {
  let isReleased = false;
  return (error) => {
    if (isReleased) return;
    isReleased = true;
    release(error);
  };
}
