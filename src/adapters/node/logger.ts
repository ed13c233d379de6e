import { type DestinationStream, pino } from 'pino';
import type { Log, LogFields } from '../../core/ports.ts';

/** Writes one JSON line per change of state, to standard error: standard output stays for people. */
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
      // Whoever read the log is gone; the work goes on.
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
