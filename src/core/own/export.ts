import { z } from 'zod';
import type { AnswerFile } from '../actions.ts';
import type { CivilDay } from '../model/day.ts';

/** An instant, in UTC: '2026-11-20T07:10:00.000Z'. */
const instant = z.iso.datetime();
/** A civil day: '2026-11-20'. In which zone it is one, the field says or the one beside it. */
const day = z.iso.date();

/**
 * Why a proof counts or not. `dayAlreadyCounted`: another one counts for that day, and this takes over should the other go.
 * `countsForNothing`: no challenge took it (too late, no photo, erased records ...).
 */
const standing = z.enum([
  'counts',
  'dayAlreadyCounted',
  'messageDeleted',
  'takenBack',
  'removedByManager',
  'countsForNothing',
]);
export type Standing = z.infer<typeof standing>;

const checkIn = z.strictObject({
  challenge: z.string(),
  /** The member's day it counts for, in `zone`. */
  day,
  at: instant,
  zone: z.string(),
  late: z.boolean(),
  counted: z.boolean(),
  revokedAt: instant.nullable(),
  writtenAt: instant,
});

const photo = z.strictObject({
  name: z.string(),
  type: z.string().nullable(),
  /** In bytes, as the platform said. */
  size: z.int().nullable(),
  /** waiting, kept, refused, notAPhoto, erased */
  state: z.string(),
  reason: z.string().nullable(),
  /** Of the large copy, in pixels. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** The hashes (SHA-256) of the two copies; null where none is kept. */
  largeCopy: z.string().nullable(),
  smallCopy: z.string().nullable(),
});

const cheer = z.strictObject({
  lines: z.array(z.string()),
  /** Who spoke: damjji, mungchi, neuru, chorong. */
  character: z.string().nullable(),
  /** model or template; `model` names the one. */
  source: z.string().nullable(),
  model: z.string().nullable(),
  situation: z.string().nullable(),
  /** queued, generating, verified, posting, posted, givenUp */
  state: z.string(),
  reason: z.string().nullable(),
  /** What was found where the post told of somebody in danger; null as a rule. */
  care: z.string().nullable(),
  /** The earlier proof that it recalls. */
  recalls: z.string().nullable(),
  at: instant,
  postedAt: instant.nullable(),
});

const proof = z.strictObject({
  id: z.string(),
  /** The message, as the platform names it, and its address where it has one. */
  message: z.string(),
  link: z.string().nullable(),
  channel: z.string(),
  postedAt: instant.nullable(),
  text: z.string(),
  editedAt: instant.nullable(),
  deletedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  writtenAt: instant,
  standing,
  checkIns: z.array(checkIn),
  /** Of the files themselves nothing is in here. */
  photos: z.array(photo),
  cheer: cheer.nullable(),
  /** Whether cheers may recall it: kept for that at all, and since when no more. */
  memory: z.strictObject({ embedder: z.string(), at: instant, hiddenAt: instant.nullable() }).nullable(),
});

const challenge = z.strictObject({
  id: z.string(),
  title: z.string(),
  emoji: z.string().nullable(),
  category: z.string().nullable(),
  channel: z.string(),
  /** Its rule (core/model/goal.ts), since when it holds, and the rules before it. */
  goal: z.unknown(),
  ruleFrom: day.nullable(),
  earlierRules: z.unknown(),
  proofKind: z.string(),
  startsOn: day,
  endsOn: day.nullable(),
  timezone: z.string(),
  /** ISO weekday. */
  weekStart: z.int(),
  /** Minutes past midnight that still count for the day before. */
  graceMinutes: z.int(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  madeByYou: z.boolean(),
  /** Null: you made it or have records in it, but do not take part. */
  enrollment: z
    .strictObject({
      joinedOn: day,
      leftAt: instant.nullable(),
      /** The day on which you last joined again. */
      backOn: day.nullable(),
      onBoard: z.boolean(),
    })
    .nullable(),
  /** Both days included. */
  rests: z.array(z.strictObject({ kind: z.string(), from: day, to: day, madeAt: instant })),
  /** Freezes a manager gave. */
  freezes: z.array(z.strictObject({ day, count: z.int() })),
  /** Days a manager added; the check-ins of proofs are with these. */
  addedDays: z.array(checkIn.omit({ challenge: true })),
});

const settings = z.strictObject({
  /** Null: as in the app or the workspace. `languageChosen`: by `/pal`. */
  language: z.string().nullable(),
  languageChosen: z.boolean(),
  character: z.string().nullable(),
  tone: z.string(),
  /** Each in force from its instant; none: the workspace's. `zoneChosen`: by `/pal`, not told by the platform. */
  zones: z.array(z.strictObject({ from: instant, zone: z.string() })),
  zoneChosen: z.boolean(),
  /** Your own nudges; null: they were never offered nor set. */
  nudges: z
    .strictObject({
      on: z.boolean(),
      offeredAt: instant.nullable(),
      /** '20:00', in `zone`. */
      time: z.string(),
      zone: z.string(),
      /** ISO weekdays. */
      weekdays: z.array(z.int()),
      onlyAtRisk: z.boolean(),
      style: z.string(),
      via: z.string(),
      since: instant,
      pausedReason: z.string().nullable(),
      mutedUntil: day.nullable(),
    })
    .nullable(),
  /** Which challenge posts of one kind count for, where a channel has several. */
  choices: z.array(
    z.strictObject({ channel: z.string(), kind: z.string(), challenge: z.string(), chosenAt: instant }),
  ),
});

const who = z.enum(['you', 'another', 'nobody']);

/** Everything that is kept about one member of one workspace, as `/my export` gives it. docs/EXPORT.md describes it. */
export const memberExport = z.strictObject({
  format: z.literal('boost-pal-member'),
  /** Raised when a field changes its meaning or goes. */
  version: z.literal(1),
  madeAt: instant,
  workspace: z.strictObject({
    platform: z.string(),
    ref: z.string(),
    name: z.string(),
    timezone: z.string(),
  }),
  member: z.strictObject({ id: z.string(), ref: z.string(), name: z.string(), firstSeenAt: instant }),
  settings,
  /** Those you took part in, made or have records in, and no others. */
  challenges: z.array(challenge),
  proofs: z.array(proof),
  /** What you said to the animal, and its answers. Words go after 30 days. */
  talks: z.array(
    z.strictObject({
      id: z.string(),
      thread: z.string(),
      message: z.string(),
      link: z.string().nullable(),
      at: instant,
      text: z.string(),
      answer: z.string().nullable(),
      source: z.string().nullable(),
      reason: z.string().nullable(),
      deletedAt: instant.nullable(),
    }),
  ),
  /** What became of your own nudges. `day`: of the zone you lived in. */
  nudges: z.array(
    z.strictObject({
      day,
      plannedAt: instant,
      /** sending: it was sent, or tried; skipped: `reason` says why. */
      state: z.string(),
      reason: z.string().nullable(),
      /** How often you pressed "later". */
      turn: z.int(),
      at: instant,
    }),
  ),
  /** What managers did about you, and what you did as one. */
  acts: z.array(
    z.strictObject({
      at: instant,
      what: z.string(),
      by: who,
      about: who,
      challenge: z.string().nullable(),
      proof: z.string().nullable(),
      day: day.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** How often models were asked for you. `day`: UTC. Cost in millionths of a US dollar. */
  modelUse: z.array(
    z.strictObject({
      day,
      purpose: z.string(),
      model: z.string(),
      calls: z.int(),
      tokensIn: z.int(),
      tokensCached: z.int(),
      tokensOut: z.int(),
      microdollars: z.int(),
    }),
  ),
});
export type MemberExport = z.infer<typeof memberExport>;

/** What a proof's standing depends on. */
export interface ProofFacts {
  readonly deleted: boolean;
  readonly undone: boolean;
  /** A manager removed its check-in. */
  readonly removed: boolean;
  readonly checkIns: readonly { readonly counted: boolean; readonly revoked: boolean }[];
}

/** Why a proof counts or not. */
export function standingOf({ deleted, undone, removed, checkIns }: ProofFacts): Standing {
  const live = checkIns.filter(({ revoked }) => !revoked);
  if (live.some(({ counted }) => counted)) return 'counts';
  if (deleted) return 'messageDeleted';
  if (undone) return 'takenBack';
  if (live.length > 0) return 'dayAlreadyCounted';
  if (removed) return 'removedByManager';
  return checkIns.length > 0 ? 'takenBack' : 'countsForNothing';
}

/**
 * The file that a member is given: the export as JSON in UTF-8, indented unless that makes it larger than `most` bytes. Null where it
 * is larger all the same. `today`: the member's day, by which it is named.
 */
export function exportFile(told: MemberExport, today: CivilDay, most: number): AnswerFile | null {
  const name = `boost-pal-${today}.json`;
  for (const indent of [2, 0]) {
    const bytes = new TextEncoder().encode(`${JSON.stringify(told, null, indent)}\n`);
    if (bytes.byteLength <= most) return { name, type: 'application/json', bytes };
  }
  return null;
}
