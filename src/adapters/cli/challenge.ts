import { createHash } from 'node:crypto';
import { defineCommand } from 'citty';
import { type Config, readConfig } from '../../config.ts';
import { type ProofKind, proofKinds } from '../../core/challenge/challenge.ts';
import { challengeDefaults, newChallenge } from '../../core/challenge/new-challenge.ts';
import { announceStart } from '../../core/challenge/start-challenge.ts';
import { cleanTitle } from '../../core/challenge/title.ts';
import { type CivilDay, dayOf, parseDay } from '../../core/model/day.ts';
import { formatGoal, type Goal, type GoalProblem, parseGoal } from '../../core/model/goal.ts';
import type { PlatformName } from '../../core/model/ids.ts';
import { isZone } from '../../core/model/zone.ts';
import type { Tx, WorkspaceRow } from '../../core/store.ts';
import { systemClock } from '../node/clock.ts';
import { command, UsageError } from './command.ts';
import { readChannel, readWorkspace } from './place.ts';
import { withStorage } from './storage.ts';

const create = command({
  name: 'create',
  description: 'Starts a challenge in a channel: live at once in a running bot, which posts the welcome',
  args: {
    workspace: {
      type: 'string',
      required: true,
      valueHint: 'discord:…|slack:…|web:demo',
      description: 'the Discord server, the Slack team or the page',
    },
    channel: { type: 'string', required: true, valueHint: 'id', description: 'the channel people post in' },
    title: { type: 'string', required: true, valueHint: 'text', description: 'what it is called' },
    goal: {
      type: 'string',
      required: true,
      valueHint: 'daily|weekdays:1,2,3|every:3|week:3',
      description: 'every day, on these weekdays (Monday is 1), every n days, n days a week',
    },
    proof: { type: 'string', valueHint: proofKinds.join('|'), description: 'what a post must hold (either)' },
    start: { type: 'string', valueHint: 'YYYY-MM-DD', description: 'its first day (today)' },
    end: { type: 'string', valueHint: 'YYYY-MM-DD', description: 'its last day (open-ended)' },
    timezone: { type: 'string', valueHint: 'zone', description: 'like Asia/Seoul (the workspace’s)' },
  },
  async run(args) {
    const place = readWorkspace(args.workspace);
    const channel = readChannel(place.platform, args.channel);
    const title = cleanTitle(args.title);
    if (title === '') throw new UsageError('--title is empty.');
    const goal = readGoal(args.goal);
    const proofKind = readProofKind(args.proof ?? 'either');
    const zone = args.timezone === undefined ? null : readZone(args.timezone);
    const start = args.start === undefined ? null : readDay('start', args.start);
    const endsOn = args.end === undefined ? null : readDay('end', args.end);
    const config = readConfig();
    const made = await withStorage(config, (storage) =>
      storage.unitOfWork.run(async (tx) => {
        const workspace = await meet(tx, place, zone);
        const timezone = zone ?? workspace.timezone;
        // With the grace period, one in the morning still belongs to the day before, and a post made now should count.
        const startsOn = start ?? dayOf(systemClock.now(), timezone, challengeDefaults.graceMinutes);
        if (endsOn !== null && endsOn < startsOn)
          throw new UsageError(`--end ${endsOn} is before ${startsOn}.`);
        const rule = { title, goal, proofKind, startsOn, endsOn };
        const now = systemClock.now();
        const challenge = newChallenge({
          ...rule,
          workspace: workspace.id,
          channel,
          timezone,
          call: callOf([
            workspace.id,
            channel,
            title,
            formatGoal(goal),
            proofKind,
            startsOn,
            endsOn,
            timezone,
          ]),
          startedAt: now,
        });
        const { id, made: isNew } = await tx.createChallenge(challenge);
        if (isNew) {
          await announceStart(tx, workspace, { ...challenge, id }, now);
        } else if ((await tx.findChallenge(workspace.id, id))?.endedAt !== null) {
          throw new UsageError(
            `This very challenge was there and is ended (${id}): give another title or start.`,
          );
        }
        return { id, made: isNew, startsOn, timezone };
      }),
    );
    const off = turnedOff(config, place.platform);
    return {
      value: {
        ...made,
        workspace: args.workspace,
        channel,
        title,
        goal: formatGoal(goal),
        proof: proofKind,
        endsOn,
        warning: off,
      },
      lines: [
        made.made ? `Made: ${title} (${made.id})` : `It is there already: ${title} (${made.id})`,
        `  ${formatGoal(goal)}, proof ${proofKind}, from ${made.startsOn}${endsOn ? ` to ${endsOn}` : ''}, ${made.timezone}`,
        ...(off ? [`  ${off}`] : []),
      ],
    };
  },
});

const list = command({
  name: 'list',
  description: 'Lists the challenges that are on',
  args: {
    workspace: { type: 'string', valueHint: 'discord:…|slack:…|web:demo', description: 'only of this one' },
  },
  async run(args) {
    const only = args.workspace === undefined ? null : readWorkspace(args.workspace);
    const found = await withStorage(readConfig(), async ({ db, unitOfWork }) => {
      const workspaces = await db.workspace.findMany({
        where: only ?? {},
        orderBy: [{ platform: 'asc' }, { createdAt: 'asc' }],
      });
      const lists = workspaces.map(({ platform, ref }) =>
        unitOfWork.run(async (tx) => {
          const workspace = await tx.findWorkspace(platform as PlatformName, ref as WorkspaceRow['ref']);
          return workspace
            ? (await tx.listChallenges(workspace.id)).map((each) => ({ workspace, each }))
            : [];
        }),
      );
      return (await Promise.all(lists)).flat();
    });
    const value = found.map(({ workspace, each }) => ({
      id: each.id,
      workspace: `${workspace.platform}:${workspace.ref}`,
      channel: each.channel,
      title: each.title,
      goal: formatGoal(each.goal),
      proof: each.proofKind,
      startsOn: each.startsOn,
      endsOn: each.endsOn,
      timezone: each.timezone,
      members: each.members,
    }));
    return {
      value,
      lines:
        value.length === 0
          ? ['No challenge is on.']
          : value.map(
              (each) =>
                `${each.id}  ${each.workspace} ${each.channel}  ${each.title}  ${each.goal}  proof ${each.proof}  from ${each.startsOn}${each.endsOn ? ` to ${each.endsOn}` : ''}  ${each.members} in`,
            ),
    };
  },
});

/** `pal challenge`: creates and lists challenges. */
export const challenge = defineCommand({
  meta: { name: 'challenge', description: 'Starts and lists challenges' },
  subCommands: { create, list },
});

/** Finds or creates the workspace. A new one takes the given zone as its own, since the days of its members depend on it. */
async function meet(
  tx: Tx,
  place: { platform: PlatformName; ref: WorkspaceRow['ref'] },
  zone: string | null,
) {
  const known = await tx.findWorkspace(place.platform, place.ref);
  if (known) return known;
  const workspace = await tx.ensureWorkspace(place.platform, place.ref);
  if (zone === null) return workspace;
  await tx.saveSettings(workspace.id, { timezone: zone });
  return { ...workspace, timezone: zone };
}

/** The key of this call: the same command given twice has the same key, and creates the challenge once. */
function callOf(parts: readonly (string | null)[]): string {
  return `pal:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}

function turnedOff(config: Config, platform: PlatformName): string | null {
  if (platform === 'discord' && !config.discord)
    return 'Discord is off here: set DISCORD_TOKEN for it to be heard.';
  if (platform === 'slack' && !config.slack)
    return 'Slack is off here: set SLACK_BOT_TOKEN for it to be heard.';
  return null;
}

const goalHints: Record<GoalProblem, string> = {
  unknownForm: 'write daily, weekdays:1,2,3, every:3 or week:3',
  badWeekdays: 'weekdays are numbers from 1 (Monday) to 7, like weekdays:1,3,5',
  badInterval: 'every takes 2 to 365 days, like every:3',
  badCount: 'week takes 1 to 7 days a week, like week:3',
};

function readGoal(text: string): Goal {
  const read = parseGoal(text);
  if (read.kind === 'invalid') throw new UsageError(`--goal ${text} is none: ${goalHints[read.reason]}.`);
  return read.goal;
}

function readProofKind(text: string): ProofKind {
  const kind = proofKinds.find((each) => each === text);
  if (!kind) throw new UsageError(`--proof ${text} is none: write ${proofKinds.join(', ')}.`);
  return kind;
}

function readZone(text: string): string {
  if (!isZone(text)) throw new UsageError(`--timezone ${text} is none: write one like Asia/Seoul.`);
  return text;
}

function readDay(option: string, text: string): CivilDay {
  const day = parseDay(text);
  if (!day) throw new UsageError(`--${option} ${text} is no date: write one like 2026-12-01.`);
  return day;
}
