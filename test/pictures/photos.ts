import sharp from 'sharp';
import type { BlobId } from '../../src/core/photo.ts';

/** A small photo of its own for each id: a sun over hills, drawn, so that no photo of anybody's is in the project. */
export async function drawnPhoto(id: BlobId): Promise<Uint8Array> {
  const n = Number.parseInt(id.slice(-4), 16);
  const hue = (n * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 384"><rect width="512" height="384" fill="hsl(${hue} 60% 82%)"/>
<circle cx="${120 + ((n * 67) % 280)}" cy="${90 + ((n * 31) % 80)}" r="46" fill="hsl(${(hue + 40) % 360} 90% 70%)"/>
<path d="M0 280Q120 ${180 + ((n * 13) % 60)} 260 270T512 240V384H0Z" fill="hsl(${(hue + 150) % 360} 35% 52%)"/>
<path d="M0 330Q180 ${260 + ((n * 29) % 50)} 320 330T512 310V384H0Z" fill="hsl(${(hue + 170) % 360} 40% 36%)"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}
