import { Hono } from 'hono';

/** The state of this instance. */
export interface Health {
  /** Whether the instance can work now, in all and by part, e.g. `{ database: true, discord: false }`. Never contains a cause. */
  ready(): Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }>;
  /** Prometheus' text format. */
  metrics(): Promise<{ readonly body: string; readonly type: string }>;
}

/** Routes for supervisors: alive, ready. They tell so little that anybody may ask. */
export const probeRoutes = (health: Health): Hono =>
  new Hono()
    // A process that answers is alive; an unexpected state ends the process by itself.
    .get('/healthz', (c) => c.json({ live: true }))
    .get('/readyz', async (c) => {
      const { ready, parts } = await health.ready();
      return c.json({ ready, parts }, ready ? 200 : 503);
    });

/** The route for Prometheus. */
export const metricsRoutes = (health: Health): Hono =>
  new Hono().get('/metrics', async (c) => {
    const { body, type } = await health.metrics();
    return c.body(body, 200, { 'content-type': type });
  });
