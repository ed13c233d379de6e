import { Hono } from 'hono';

/** How this instance is, asked of those who know. */
export interface Health {
  /** The process can still do its work; false asks the supervisor to start it anew. */
  live(): boolean;
  /** Whether it can take work now, by part, e.g. `{ database: true, discord: false }`. Never a cause. */
  ready(): Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }>;
  /** Prometheus' text format. */
  metrics(): Promise<{ readonly body: string; readonly type: string }>;
}

/** For supervisors: alive, ready. They say so little that anybody may ask. */
export const probeRoutes = (health: Health): Hono =>
  new Hono()
    .get('/healthz', (c) => {
      const live = health.live();
      return c.json({ live }, live ? 200 : 503);
    })
    .get('/readyz', async (c) => {
      const { ready, parts } = await health.ready();
      return c.json({ ready, parts }, ready ? 200 : 503);
    });

/** For Prometheus. */
export const metricsRoutes = (health: Health): Hono =>
  new Hono().get('/metrics', async (c) => {
    const { body, type } = await health.metrics();
    return c.body(body, 200, { 'content-type': type });
  });
