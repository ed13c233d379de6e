import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../core/ports.ts';

/**
 * The logger for Slack's packages. Their lines can hold headers and members' words (node-slack-sdk #1737), so we log only that there was
 * a warning or an error, and its code, never the text.
 */
export function createSdkLogger(log: Log): Logger {
  const code = (parts: readonly unknown[]): string | null => {
    for (const part of parts) {
      if (part instanceof Error) {
        return 'code' in part && typeof part.code === 'string' ? part.code : part.name;
      }
    }
    return null;
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn('slack.sdk.warning', { code: code(parts) }),
    error: (...parts: unknown[]) => log.warn('slack.sdk.error', { code: code(parts) }),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
