import type { Limits } from './budget/budget.ts';
import { cleanTitle } from './challenge/title.ts';
import { postRefusedWelcomes } from './challenge/welcome.ts';
import { createDeleteProofs } from './check-in/delete-proof.ts';
import { createEditProof } from './check-in/edit-proof.ts';
import { createFollowName } from './check-in/follow-name.ts';
import type { LeftAlone } from './check-in/left-alone.ts';
import { createMoveProof } from './check-in/move-proof.ts';
import { createRecordAnew } from './check-in/record-anew.ts';
import { createRecordProof, type ProofStore } from './check-in/record-proof.ts';
import { createCountByMark } from './commands/count-by-mark.ts';
import { runAction, runCommand } from './commands/index.ts';
import type { CommandDeps } from './commands/run.ts';
import type { AtOnce } from './delivery/at-once.ts';
import type { Inbound, InboundMember, InboundMessage, TargetMessage } from './inbound.ts';
import type { MemberRef, MessageRef, PlatformName, WorkspaceId } from './model/ids.ts';
import type { Locale } from './model/locale.ts';
import { storable } from './model/storable.ts';
import type { Away } from './outage/lost-days.ts';
import type { Sharing } from './own/sharing.ts';
import type { OwnStore } from './own/store.ts';
import type { Clock, Log, MessageFacts } from './ports.ts';
import type { RecordStore } from './record/store.ts';
import type { UnitOfWork } from './store.ts';
import { createReadMembers } from './streak/read-members.ts';
import { createReadStreak } from './streak/read-streak.ts';
import type { StreakStore } from './streak/store.ts';
import { answersWithDeed } from './talk/deed.ts';
import { createTalkCare } from './talk/give-care.ts';
import { createHear } from './talk/hear.ts';
import { isNothingButTalk } from './talk/kind.ts';
import { createUnsay } from './talk/unsay.ts';

/** What the core needs to handle events. Functions that take a platform's name ask that platform's adapter. */
export interface InboundDeps {
  readonly proofs: ProofStore;
  readonly unitOfWork: UnitOfWork;
  readonly records: RecordStore;
  readonly own: OwnStore;
  readonly streaks: StreakStore;
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
  readonly watchedChannels: Inbound['watchedChannels'];
  readonly homeOf: Inbound['homeOf'];
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly formFields: (platform: PlatformName) => number;
  readonly pinsWelcome: (platform: PlatformName) => boolean;
  readonly canMark: (platform: PlatformName, mark: string) => boolean;
  readonly fileGoes: CommandDeps['fileGoes'];
  readonly channelFacts: CommandDeps['channelFacts'];
  /**
   * The marked message and the member who marked it, as the platform has them now; null when either does not exist or the platform is
   * off in this instance.
   */
  readonly messageFacts: (
    platform: PlatformName,
    message: MessageRef,
    by: MemberRef,
  ) => Promise<MessageFacts | null>;
  /** What the language model may cost; null when no model is set up. */
  readonly limits: Limits | null;
  /** What of members' posts goes to models; null when no model is set up. */
  readonly sharing: Sharing | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly atOnce: AtOnce | null;
  readonly leftAlone: LeftAlone;
  /** The recent times in which a platform was not heard. */
  readonly away: (platform: PlatformName) => readonly Away[];
  readonly defaultLocale: Locale;
}

/** The entrance of the core: hands every event of every platform to the feature it concerns. */
export function createInbound(deps: InboundDeps): Inbound {
  const { unitOfWork, log, defaultLocale } = deps;
  const unpark = (workspace: WorkspaceId) => unitOfWork.run((tx) => tx.unparkWorkspace(workspace));
  const recordProof = createRecordProof({ ...deps, unpark });
  const recordAnew = createRecordAnew(deps);
  const followName = createFollowName(deps);
  const editProof = createEditProof({ ...deps, recordProof });
  const deleteProofs = createDeleteProofs(deps);
  const hear = createHear(deps);
  const unsay = createUnsay({ ...deps, giveCare: createTalkCare(deps).give });
  const countByMark = createCountByMark({
    ...deps,
    recordProof,
    recordAnew,
    async messageFacts({ platform, message, by }) {
      const facts = storable(await deps.messageFacts(platform, message, by));
      return facts && aimed(named(facts));
    },
  });
  const commands = {
    ...deps,
    readStreak: createReadStreak(deps),
    readMembers: createReadMembers(deps),
    recordProof,
    recordAnew,
    moveProof: createMoveProof(deps),
  };

  /** Whether a text replies to another member's proof, which makes it talk. A reply to the host's post may be a proof. */
  async function answersProof({ platform, workspace, member, repliesTo, attachments }: InboundMessage) {
    if (!repliesTo || repliesTo.by === member.ref || attachments.length > 0) return false;
    return deps.proofs.isMembersProof(platform, workspace, repliesTo.message);
  }

  /** Handles a message as talk or as a proof. Resolves to whether it was left alone, so that nothing is stored of it as a proof. */
  async function takeIn(event: InboundMessage): Promise<boolean> {
    if (isTalk(event) || (await answersProof(event))) {
      await hear(event);
      return true;
    }
    const outcome = await recordProof(event, toPost(event, deps.privateNotice(event.platform)));
    if (outcome.kind === 'recorded') followName(outcome.context, event.member);
    if (event.mentionsBot && outcome.kind === 'noChallenge') await hear(event);
    return outcome.kind === 'nothing';
  }

  return {
    async message(given) {
      const event = named(storable(given));
      // A channel's history does not contain its threads, and the histories of direct channels are never read.
      if (event.inThread || event.direct) await takeIn(event);
      else await deps.leftAlone.watch(event, () => takeIn(event));
    },
    async edited(given) {
      const event = storable(given);
      const isTalk = await unsay.edited(event);
      // A message that was said to us may also have been counted by its menu.
      await editProof(event, { isTalk });
    },
    async deleted(event) {
      const messages = await unsay.deleted(event);
      if (messages.length > 0) await deleteProofs({ ...event, messages });
    },
    reaction: (event) => countByMark(storable(event)),
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
    async workspaceBack({ platform, workspace, channel }) {
      await unitOfWork.run(async (tx) => {
        const found = await tx.findWorkspace(platform, workspace);
        if (!found) return;
        if (channel) await postRefusedWelcomes(tx, found, channel);
        if (!found.parked) return;
        await tx.unparkWorkspace(found.id);
        log.info('workspace.back', { workspace: found.id });
      });
    },
    watchedChannels: deps.watchedChannels,
    homeOf: deps.homeOf,
  };
}

/**
 * Whether a message is talk and no proof: it stands in a thread; or it has no file and either mentions us and contains nothing that
 * could be a proof, or replies to a message of ours and does not tell of a deed.
 */
function isTalk({ inThread, attachments, mentionsBot, repliesToUs, text }: InboundMessage): boolean {
  if (inThread) return true;
  if (attachments.length > 0) return false;
  return (mentionsBot && isNothingButTalk(text)) || (repliesToUs === true && !answersWithDeed(text));
}

/** Cleans the member's name, so that it cannot reverse the text around it (bidirectional signs) or be invisible. */
function named<E extends { readonly member: InboundMember }>(event: E): E {
  const { ref, name } = event.member;
  return { ...event, member: { ...event.member, name: shownName(name, ref) } };
}

/** Does the same for the author of the message that a command is about. */
function aimed<E extends { readonly target: TargetMessage | null }>(event: E): E {
  const { target } = event;
  if (!target) return event;
  return { ...event, target: { ...target, authorName: shownName(target.authorName, target.author) } };
}

/** The cleaned name; the platform's id where nothing visible is left of it. */
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
    origin: { kind: 'posted', fromHistory: event.found === true } as const,
    privateNotice,
  };
}
