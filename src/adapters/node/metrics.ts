import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { MeasuredCall } from '../../core/asking/measured.ts';

/** The current state of a model at its endpoint. */
type ModelFigures = { readonly [what in 'open' | 'underWay' | 'waiting' | 'limit']: number | boolean };

export interface MetricsDeps {
  /** The number of unfinished rows of each kind. */
  readonly figures: () => Promise<Readonly<Record<string, number>>>;
  /** For how many seconds each platform that is switched on has not been heard. */
  readonly unheard: () => Promise<readonly { readonly platform: string; readonly seconds: number }[]>;
}

/** The metrics of this process: counts log events, and reads the figures from the database each time the metrics are read. */
export function createMetrics({ figures, unheard }: MetricsDeps) {
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
      const now = await figures().catch(() => null);
      if (!now) return;
      // Kinds of which none is left are missing from the figures, so old values are removed first.
      this.reset();
      for (const [what, count] of Object.entries(now)) this.set({ what }, count);
    },
  });
  new Gauge({
    name: 'boost_unheard_seconds',
    help: 'Since any instance last heard everything of a platform that is switched on; noted once a minute',
    labelNames: ['platform'],
    registers: [registry],
    async collect() {
      for (const { platform, seconds } of await unheard().catch(() => [])) this.set({ platform }, seconds);
    },
  });
  const calls = new Counter({
    name: 'boost_model_calls_total',
    help: 'Calls of a model, by what they were for and how they ended; reason is empty for an answer',
    labelNames: ['model', 'purpose', 'outcome', 'reason'],
    registers: [registry],
  });
  const spent = new Counter({
    name: 'boost_model_spent_microdollars_total',
    help: 'What models cost as far as they told, in millionths of a US dollar',
    labelNames: ['model', 'purpose'],
    registers: [registry],
  });
  const states: { readonly endpoint: string; readonly model: string; readonly state: () => ModelFigures }[] =
    [];
  new Gauge({
    name: 'boost_model_state',
    help: 'Of each model at each endpoint: open (1 while nobody is sent there), calls under way and waiting, and how many may be under way',
    labelNames: ['endpoint', 'model', 'what'],
    registers: [registry],
    collect() {
      for (const { state, ...of } of states)
        for (const [what, value] of Object.entries(state())) this.set({ ...of, what }, Number(value));
    },
  });
  return {
    count: (event: string) => events.inc({ event }),
    modelCall({ model, purpose, outcome, reason, spent: amount }: MeasuredCall) {
      calls.inc({ model, purpose, outcome, reason: reason ?? '' });
      spent.inc({ model, purpose }, amount);
    },
    watchModel: (of: { readonly endpoint: string; readonly model: string }, state: () => ModelFigures) =>
      void states.push({ ...of, state }),
    read: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}
