import { type DestinationStream, pino } from 'pino';
import type { Log, LogFields } from '../../core/ports.ts';

/** A log that writes one JSON line per event to standard error, since standard output is for people. `count` is called with each event. */
export function createLog(
  level: string,
  count: (event: string) => void,
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
  const write = (how: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    count(event);
    try {
      out[how]({ event, ...fields });
    } catch {
      // The reader of the log is gone; we keep working.
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
