import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Counts every change of state by its event, and asks for the queue's figures when it is read. */
export function createMetrics(figures: () => Promise<Readonly<Record<string, number>>>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: 'boost_events_total',
    help: 'Changes of state, by the event of their log line',
    labelNames: ['event'],
    registers: [registry],
  });
  new Gauge({
    name: 'boost_rows',
    help: 'Deliveries by state, jobs waiting and dead, cheers unfinished',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      for (const [what, count] of Object.entries(await figures().catch(() => ({}))))
        this.set({ what }, count);
    },
  });
  return {
    count: (event: string) => events.inc({ event }),
    read: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}
