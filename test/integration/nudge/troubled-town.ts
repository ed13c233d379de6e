import { PlatformError } from '../../../src/core/errors.ts';
import { openTown, type Town } from './town.ts';

/** What goes wrong in a town, until a test sets it right again. */
export interface Trouble {
  /** The platform is away for a moment. */
  away: boolean;
  /** The process dies before the end of a try is written down. */
  dies: boolean;
  /** Happens once, between the decision to say something and its claim. */
  beforeClaim: (() => Promise<unknown>) | null;
}

export const noTrouble: Readonly<Trouble> = { away: false, dies: false, beforeClaim: null };

/** A town as `openTown` makes it, at an instant, whose platform and ledger do what `trouble` says. */
export async function openTroubledTown(begun: number): Promise<{ town: Town; trouble: Trouble }> {
  const trouble: Trouble = { ...noTrouble };
  const town = await openTown(
    begun,
    (page) => ({
      ...page,
      async ensurePosted(target, view, attempt) {
        if (trouble.away) throw new PlatformError('unavailable', 'away for a moment');
        return page.ensurePosted(target, view, attempt);
      },
    }),
    (ledger) => ({
      ...ledger,
      async claim(key) {
        const meanwhile = trouble.beforeClaim;
        trouble.beforeClaim = null;
        await meanwhile?.();
        return ledger.claim(key);
      },
      async settle(claimed, settlement) {
        if (trouble.dies) throw new Error('killed');
        return ledger.settle(claimed, settlement);
      },
    }),
  );
  return { town, trouble };
}
