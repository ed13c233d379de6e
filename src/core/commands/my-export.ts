import type { Reply } from '../actions.ts';
import { boundedKey } from '../delivery/keys.ts';
import type { InboundCommand } from '../inbound.ts';
import type { MessageRef } from '../model/ids.ts';
import { exportFile } from '../own/export.ts';
import { asking, type CommandDeps, problem } from './run.ts';

/** The largest file that every platform takes; Discord's limit is 10 MiB (reference, Uploading Files). */
const mostBytes = 9 * 1024 * 1024;

/** `/my export`: gives the asker, and nobody else, a file with everything that is kept about them in this workspace. */
export function myExport(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (_, { workspace, member, today, texts }) => async () => {
    const { platform } = workspace;
    const told = await deps.own.export(member.id, deps.clock.now(), (message) => {
      const link = deps.linkTo(platform, message);
      // A place within the page is no address outside it.
      return link !== null && URL.canParse(link) ? link : null;
    });
    // The member was found a moment ago, so only somebody who was erased meanwhile has nothing.
    if (!told) return problem(texts.answer.failed());
    const file = exportFile(told, today, mostBytes);
    if (!file) {
      deps.log.warn('member.export_too_large', { member: member.id });
      return problem(texts.my.export.tooLarge());
    }
    const staysAs = (message: MessageRef) =>
      deps.unitOfWork.run((tx) =>
        tx.noteSent(
          member.id,
          boundedKey('file', message),
          {
            do: 'post',
            target: { kind: 'direct', member: member.ref, workspace: event.workspace },
            view: { view: 'note', line: [] },
          },
          message,
        ),
      );
    deps.log.info('member.exported', { member: member.id, bytes: file.bytes.byteLength });
    const photos = told.proofs.some((proof) => proof.photos.length > 0);
    const { here, direct, withoutPhotos } = texts.my.export;
    const lines = [
      deps.fileGoes(platform) === 'here' ? here() : direct(),
      ...(photos ? [withoutPhotos()] : []),
    ];
    return {
      kind: 'message',
      view: { view: 'answer', tone: 'done', lines, buttons: [] },
      file: { ...file, staysAs },
    };
  });
}
