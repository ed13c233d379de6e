import { maxPhotoBytes } from '../../../core/photo.ts';
import { decodePhoto } from './decode.ts';
import { createFrameReader, encodeAnswer, frameHeader } from './frames.ts';

/* The process that decodes photos. It reads frames of photo bytes from stdin and answers each with two frames on stdout: an empty one when
   it starts on the photo, and the outcome. Before that, it sends one empty frame to say that everything it needs is loaded; the parent then
   takes away its right to open anything more. It ends when stdin does. */

const nothing = new Uint8Array(0);

function send(payload: Uint8Array): void {
  process.stdout.write(frameHeader(payload.length));
  process.stdout.write(payload);
}

let work: Promise<void> = Promise.resolve();
const readFrames = createFrameReader(maxPhotoBytes);
process.stdin.on('data', (chunk: Buffer) => {
  for (const payload of readFrames(chunk)) {
    work = work.then(async () => {
      send(nothing);
      send(encodeAnswer(await decodePhoto(payload)));
    });
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));

send(nothing);
