import { z } from 'zod';
import { type CivilDay, type Instant, parseDay } from '../model/day.ts';
import { goalSchema } from '../model/goal.ts';
import type { ChallengeId, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';

/** The acts of managers and hosts on challenges and records that the audit log keeps. */
export const auditedActs = [
  'started',
  'edited',
  /** A changed rule whose effect was shown and that waits to be saved. */
  'editProposed',
  'ruleChanged',
  'paused',
  'resumed',
  'ended',
  'deleted',
  'handedOver',
  'copied',
  'checkInRemoved',
  'checkInAdded',
  'freezeGranted',
  'appealed',
  'settingsChanged',
  /** Deliveries that had failed were tried again. */
  'redriven',
  /** The days an outage took became days off for everybody, or were left as they are. */
  'daysExcused',
  'daysKept',
  'nudgesSet',
  'nudgesRemoved',
  'summariesSet',
] as const;
export type AuditedAct = (typeof auditedActs)[number];

/** An act to be noted in the audit log. */
export interface AuditEntry {
  readonly workspace: WorkspaceId;
  /** Who acted; null when nobody did, but the calendar. */
  readonly actor: MemberId | null;
  readonly what: AuditedAct;
  readonly challenge: ChallengeId | null;
  readonly member?: MemberId;
  readonly proof?: ProofId;
  readonly day?: CivilDay;
  readonly reason?: string;
  /** Further facts about the act, as plain data. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The key of the press or command that asked for the act, by which it is done only once. */
  readonly call: string;
}

/** An act as the audit log holds it. */
export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Instant;
}

/** The audit log of what managers and hosts did, within one transaction. */
export interface AuditTx {
  /** Adds an entry. `isNew` false: this call is in the log already, so what it asks for was done before. */
  audit(entry: AuditEntry): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** Whether what this call asked for was done before. */
  wasAudited(call: string): Promise<boolean>;
  findAudit(workspace: WorkspaceId, id: string): Promise<AuditRow | null>;
}

const day = z.custom<CivilDay>((value) => typeof value === 'string' && parseDay(value) !== null);

/** The detail of `editProposed`: the rule, from when it would hold, and the version of the challenge for which it was shown. */
export const proposedRule = z.object({
  goal: goalSchema,
  weekStart: z.literal([1, 2, 3, 4, 5, 6, 7]),
  from: day,
  freezeCap: z.int().min(0),
  freezeEvery: z.int().min(1).nullable(),
  /** Missing in entries from before the grace was part of what is shown. */
  graceMinutes: z.int().min(0).optional(),
  version: z.int(),
});
