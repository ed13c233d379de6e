import { maxPhotoBytes } from '../../../core/photo.ts';
import { decodePhoto } from './decode.ts';
import { createFrameReader, encodeAnswer, frameHeader } from './frames.ts';

/*
 * The process that decodes photos: reads frames of photo bytes from stdin and answers each with two frames on stdout,
 * an empty one when it takes the photo in hand and the outcome. The very first frame it sends is empty too and says
 * that everything it needs is loaded, after which its parent takes away its right to open anything more. It ends when
 * stdin does.
 */

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
