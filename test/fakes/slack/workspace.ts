import type { FakeWorkspace, World } from './state.ts';
import type { FakeChannel, FakeFile, FakeGroup, FakeUser, FileServing } from './types.ts';

/** Makes workspaces, channels, people and files. */
export interface WorkspaceMaker {
  workspace(of?: { name?: string; botToken?: string; scopes?: readonly string[] }): FakeWorkspace;
  /** A channel with the bot and the given people in it. */
  channel(of?: {
    name?: string;
    kind?: FakeChannel['kind'];
    members?: readonly string[];
    withBot?: boolean;
    team?: string;
  }): FakeChannel;
  user(of?: { name?: string; tz?: string; locale?: string; admin?: boolean; team?: string }): FakeUser;
  file(of: {
    name: string;
    mimetype: string;
    bytes: Uint8Array;
    user: string;
    external?: boolean;
    checkInfo?: boolean;
    serve?: FileServing;
  }): FakeFile;
  /** A user group with these people in it. */
  group(of: { handle: string; users: readonly string[] }): FakeGroup;
  archive(channel: string): void;
  /** Posting there answers this error from now on; undefined heals. */
  restrict(channel: string, error: string | undefined): void;
}

export function createWorkspaceMaker(world: World, scopes: readonly string[]): WorkspaceMaker {
  const first = () => {
    const team = [...world.workspaces.values()][0];
    if (team === undefined) throw new Error('fake Slack: no workspace yet');
    return team;
  };
  const channelOf = (id: string) => {
    const channel = world.channels.get(id);
    if (channel === undefined) throw new Error(`fake Slack: no channel ${id}`);
    return channel;
  };
  return {
    workspace(of = {}) {
      const id = world.nextId('T');
      const bot: FakeUser = {
        id: world.nextId('UB'),
        team: id,
        name: 'boostpal',
        tz: 'Etc/UTC',
        locale: 'en-US',
        isBot: true,
        admin: false,
      };
      const workspace: FakeWorkspace = {
        id,
        name: of.name ?? id,
        domain: (of.name ?? id).toLowerCase(),
        botToken: of.botToken ?? `xoxb-fake-${id}`,
        botUser: bot.id,
        botId: world.nextId('B'),
        scopes: new Set(of.scopes ?? scopes),
      };
      world.users.set(bot.id, bot);
      world.workspaces.set(id, workspace);
      return workspace;
    },
    channel(of = {}) {
      const team = of.team === undefined ? first() : world.workspaces.get(of.team);
      if (team === undefined) throw new Error(`fake Slack: no workspace ${of.team}`);
      const kind = of.kind ?? 'public';
      const id = world.nextId(kind === 'im' ? 'D' : 'C');
      const members = new Set([...(of.withBot === false ? [] : [team.botUser]), ...(of.members ?? [])]);
      const channel: FakeChannel = {
        id,
        team: team.id,
        name: of.name ?? id.toLowerCase(),
        kind,
        archived: false,
        members,
      };
      world.channels.set(id, channel);
      return channel;
    },
    user(of = {}) {
      const id = world.nextId('U');
      const user: FakeUser = {
        id,
        team: of.team ?? first().id,
        name: of.name ?? id.toLowerCase(),
        tz: of.tz ?? 'Asia/Seoul',
        locale: of.locale ?? 'ko-KR',
        isBot: false,
        admin: of.admin ?? false,
      };
      world.users.set(id, user);
      return user;
    },
    file(of) {
      const file: FakeFile = {
        id: world.nextId('F'),
        team: world.users.get(of.user)?.team ?? first().id,
        name: of.name,
        mimetype: of.mimetype,
        bytes: of.bytes,
        user: of.user,
        external: of.external ?? false,
        checkInfo: of.checkInfo ?? false,
        serve: of.serve ?? { kind: 'normal' },
        scans: 0,
      };
      world.files.set(file.id, file);
      return file;
    },
    group(of) {
      const id = world.nextId('S');
      const group: FakeGroup = { id, team: first().id, handle: of.handle, users: new Set(of.users) };
      world.groups.set(id, group);
      return group;
    },
    archive: (channel) => {
      channelOf(channel).archived = true;
    },
    restrict: (channel, error) => {
      channelOf(channel).postError = error;
    },
  };
}
