import { Hono } from 'hono';

/** How this instance is, asked of those who know. */
export interface Health {
  /** Whether it can take work now, by part, e.g. `{ database: true, discord: false }`. Never a cause. */
  ready(): Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }>;
  /** Prometheus' text format. */
  metrics(): Promise<{ readonly body: string; readonly type: string }>;
}

/** For supervisors: alive, ready. They say so little that anybody may ask. */
export const probeRoutes = (health: Health): Hono =>
  new Hono()
    // Whoever answers is alive; a state nobody expected ends the process by itself.
    .get('/healthz', (c) => c.json({ live: true }))
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
