import { record } from '../blocks.ts';
import { ApiError, type Call, type Method } from '../env.ts';
import { announceChange, announcePost } from '../events.ts';
import { fileShape, messageShape } from '../shapes.ts';
import { messageKey } from '../state.ts';
import type { FakeFile, FakeMessage, FakeUpload, Json } from '../types.ts';
import { writableChannel } from './common.ts';

const fileWrite = () => ['files:write'];
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** Takes the uploaded bytes as a file of the bot's own, seen by nobody until a message shows it. */
function complete(call: Call, upload: FakeUpload): FakeFile {
  const { env, team } = call;
  if (upload.bytes === undefined) throw new ApiError('file_not_found');
  const isPng = PNG.every((byte, i) => upload.bytes?.[i] === byte);
  const file: FakeFile = {
    id: upload.file,
    team: team.id,
    name: upload.name,
    mimetype: isPng ? 'image/png' : 'text/plain',
    bytes: upload.bytes,
    user: team.botUser,
    external: false,
    checkInfo: false,
    serve: { kind: 'normal' },
    scans: env.uploads.scans,
  };
  env.world.files.set(file.id, file);
  env.world.uploads.delete(upload.ticket);
  return file;
}

/** Posts the files as a message of the bot's own. */
function share(call: Call, files: readonly FakeFile[]): void {
  const { env, team, args } = call;
  const channel = writableChannel({ ...call, args: { ...args, channel: args.channel_id } });
  // Where others read along, whatever is said has to be said under a delivery's key.
  if (channel.kind !== 'im') {
    env.log.violations.push('files.completeUploadExternal: a post of its own, under no delivery key');
  }
  const message: FakeMessage = {
    ts: env.world.nextTs(),
    channel: channel.id,
    team: team.id,
    user: team.botUser,
    botId: team.botId,
    text: String(args.initial_comment ?? ''),
    broadcast: false,
    files: [...files],
    reactions: new Map(),
    state: 'there',
  };
  env.world.messages.set(messageKey(channel.id, message.ts), message);
  announcePost(env, message);
}

export const fileMethods: Record<string, Method> = {
  'files.info': {
    args: { file: 'string!' },
    scopes: () => ['files:read'],
    run({ env, team, args }) {
      const file = env.world.files.get(String(args.file));
      if (file === undefined || file.team !== team.id) throw new ApiError('file_not_found');
      if (file.deleted) throw new ApiError('file_deleted');
      const shape = fileShape(file, env.origin());
      file.scans = Math.max(0, file.scans - 1);
      return { file: shape };
    },
  },
  'files.delete': {
    args: { file: 'string!' },
    scopes: fileWrite,
    run({ env, team, args }) {
      const file = env.world.files.get(String(args.file));
      if (file === undefined || file.team !== team.id) throw new ApiError('file_not_found');
      if (file.deleted) throw new ApiError('file_deleted');
      // A bot's token deletes what the bot uploaded and nothing else.
      if (file.user !== team.botUser) throw new ApiError('cant_delete_file');
      const showing = [...env.world.messages.values()].filter((m) => m.files.includes(file));
      const before = showing.map((m) => messageShape(env.world, m, env.origin()));
      file.deleted = true;
      for (const [i, m] of showing.entries()) void announceChange(env, m, before[i]!);
      return {};
    },
  },
  'files.getUploadURLExternal': {
    args: { filename: 'string!', length: 'int!', alt_txt: 'string', snippet_type: 'string' },
    scopes: fileWrite,
    run({ env, team, args }) {
      const length = Number(args.length);
      if (length < 1) throw new ApiError('invalid_arguments');
      const ticket = env.world.nextId('up-');
      const upload = {
        ticket,
        file: env.world.nextId('F'),
        team: team.id,
        name: String(args.filename),
        length,
      };
      env.world.uploads.set(ticket, upload);
      return { upload_url: `${env.origin()}/upload/v1/${ticket}`, file_id: upload.file };
    },
  },
  'files.completeUploadExternal': {
    args: {
      files: 'json!',
      channel_id: 'string',
      thread_ts: 'string',
      initial_comment: 'string',
    },
    scopes: fileWrite,
    run(call) {
      const listed: Json[] = Array.isArray(call.args.files) ? call.args.files.map(record) : [];
      if (listed.length === 0) throw new ApiError('invalid_arguments');
      const waiting = [...call.env.world.uploads.values()].filter((u) => u.team === call.team.id);
      const files = listed.map(({ id }) => {
        const upload = waiting.find((u) => u.file === id);
        if (upload === undefined) throw new ApiError('file_not_found');
        return complete(call, upload);
      });
      if (call.args.channel_id !== undefined) share(call, files);
      return { files: files.map((file) => ({ ...fileShape(file, call.env.origin()), mimetype: '' })) };
    },
  },
};
