import { crc32, deflateSync } from 'node:zlib';

/** The signature (8 bytes) and the IHDR chunk (25 bytes) come first; the profile must be placed between them and the pixels. */
const afterHeader = 33;

/** Adds an ICC profile to a PNG, declaring that its pixels are in that profile (PNG specification, 11.3.2.3 `iCCP`). */
export function withColorProfile(png: Uint8Array, profile: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(profile)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([png.subarray(0, afterHeader), length, content, check, png.subarray(afterHeader)]);
}
