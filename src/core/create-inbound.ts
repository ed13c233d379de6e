import type { Limits } from './budget/budget.ts';
import { cleanTitle } from './challenge/title.ts';
import { createDeleteProofs } from './check-in/delete-proof.ts';
import { createEditProof } from './check-in/edit-proof.ts';
import { createRecordProof, type ProofStore } from './check-in/record-proof.ts';
import { runAction, runCommand } from './commands/index.ts';
import type { AtOnce } from './delivery/at-once.ts';
import type { Inbound, InboundCommand, InboundMember, InboundMessage, WatchedChannel } from './inbound.ts';
import { messagesFor } from './messages/index.ts';
import type { DeliveryKey, MessageRef, PlatformName, WorkspaceId } from './model/ids.ts';
import type { Locale } from './model/locale.ts';
import { storable } from './model/storable.ts';
import type { Away } from './outage/lost-days.ts';
import type { Clock, Log } from './ports.ts';
import type { RecordStore } from './record/store.ts';
import type { UnitOfWork } from './store.ts';
import { createReadMembers } from './streak/read-members.ts';
import { createReadStreak } from './streak/read-streak.ts';
import type { StreakStore } from './streak/store.ts';

export interface InboundDeps {
  readonly proofs: ProofStore;
  readonly unitOfWork: UnitOfWork;
  readonly records: RecordStore;
  readonly streaks: StreakStore;
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
  readonly watchedChannels: (platform: PlatformName) => Promise<readonly WatchedChannel[]>;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly formFields: (platform: PlatformName) => number;
  /** What the model may cost; left out: no model is set up. */
  readonly limits?: Limits | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly atOnce: AtOnce | null;
  /** When a platform was not heard lately; never, when left out. */
  readonly away?: (platform: PlatformName) => readonly Away[];
  readonly defaultLocale: Locale;
}

/** The door of the core: every event of every platform comes in here and goes to the feature it concerns. */
export function createInbound(deps: InboundDeps): Inbound {
  const { unitOfWork, log, defaultLocale } = deps;
  const unpark = (workspace: WorkspaceId) => unitOfWork.run((tx) => tx.unparkWorkspace(workspace));
  const recordProof = createRecordProof({ ...deps, unpark });
  const editProof = createEditProof(deps);
  const deleteProofs = createDeleteProofs(deps);
  const commands = {
    ...deps,
    limits: deps.limits ?? null,
    readStreak: createReadStreak(deps),
    readMembers: createReadMembers(deps),
    recordProof,
  };

  return {
    async message(given) {
      const event = named(storable(given));
      // Replies in a thread are people talking.
      const outcome = event.inThread
        ? null
        : await recordProof(event, toPost(event, deps.privateNotice(event.platform)));
      if (event.mentionsBot && (outcome === null || outcome.kind === 'noChallenge')) await introduce(event);
    },
    edited: (event) => editProof(storable(event)),
    deleted: deleteProofs,
    async reaction() {
      // Nothing hangs on people's reactions yet.
    },
    command: (event) => runCommand(commands, aimed(named(storable(event))), defaultLocale),
    action: (event) => runAction(commands, named(storable(event)), defaultLocale),
    async workspaceGone({ platform, workspace, reason }) {
      await unitOfWork.run(async (tx) => {
        const found = await tx.findWorkspace(platform, workspace);
        if (!found || found.parked) return;
        await tx.parkWorkspace(found.id, reason);
        log.warn('workspace.parked', { workspace: found.id, reason });
      });
    },
    watchedChannels: deps.watchedChannels,
  };

  /** Mentioned where no challenge is: one line, once. */
  async function introduce(event: InboundMessage): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const workspace = await tx.ensureWorkspace(event.platform, event.workspace, event.workspaceName);
      if (workspace.parked) return;
      const texts = messagesFor(event.member.locale ?? workspace.locale);
      if (await tx.isWatched(workspace.id, event.channel)) return;
      await tx.deliver(workspace.id, null, `hello:${event.platform}:${event.message}` as DeliveryKey, {
        do: 'post',
        target: { kind: 'thread', on: event.message, title: texts.help.heading },
        view: { view: 'note', line: texts.introduction() },
      });
    });
  }
}

/** Who did it, by a name that cannot turn our own words around or hide among them. */
function named<E extends { readonly member: InboundMember }>(event: E): E {
  const { ref, name } = event.member;
  return { ...event, member: { ...event.member, name: shownName(name, ref) } };
}

/** The same for the author of the message a command is about. */
function aimed(event: InboundCommand): InboundCommand {
  const { target } = event;
  if (!target) return event;
  return { ...event, target: { ...target, authorName: shownName(target.authorName, target.author) } };
}

/** Of a name in which nothing can be seen, the platform's own id is left. */
const shownName = (name: string, ref: string): string => cleanTitle(name) || ref;

function toPost(event: InboundMessage, privateNotice: boolean) {
  const { ref, name, locale, zone } = event.member;
  return {
    message: event.message,
    channel: event.channel,
    member: { ref, name, locale: locale ?? null, zone: zone ?? null },
    at: event.at,
    text: event.text,
    attachments: event.attachments,
    asked: false,
    forDay: null,
    shown: { as: 'own' } as const,
    answered: false,
    chosen: null,
    privateNotice,
    fromStream: true,
  };
}
