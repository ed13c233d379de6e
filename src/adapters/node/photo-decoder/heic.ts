import { createRequire } from 'node:module';

/*
 * HEIC through libheif compiled to WebAssembly: sharp's prebuilt libvips has no HEVC decoder. Its C interface is used
 * directly, since the convenience wrappers copy the picture twice and give RGBA: 48 megapixels would need 660 MB.
 * Signatures: libheif/heif.h; a struct result is written to the address passed first.
 */
interface LibHeif {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(size: number): number;
  _free(address: number): void;
  _heif_context_alloc(): number;
  _heif_context_free(context: number): void;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    address: number,
    length: number,
    options: number,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handleOut: number): void;
  _heif_image_handle_release(handle: number): void;
  _heif_image_handle_get_width(handle: number): number;
  _heif_image_handle_get_height(handle: number): number;
  _heif_image_handle_get_raw_color_profile_size(handle: number): number;
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, address: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    imageOut: number,
    colorspace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, strideOut: number): number;
  _heif_image_release(image: number): void;
}

const libheif: LibHeif = createRequire(import.meta.url)('libheif-js/wasm-bundle');

const colorspaceRgb = 1;
const chromaInterleavedRgb = 10;
const channelInterleaved = 10;
const memoryAllocationError = 6;
const maxColorProfileBytes = 1024 * 1024;

/** A decoded picture, upright, three bytes per pixel. `pixels` is in the decoder's memory and valid only until the callback ends. */
export interface HeicPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** The ICC profile the pixels are in (iPhones: Display P3), or null for sRGB. */
  readonly colorProfile: Uint8Array | null;
}

/**
 * Decodes the primary picture of a HEIC file and passes it to `use`. Before any pixel is decoded, `admit` is asked whether its size is
 * acceptable; if not, the result is null. Throws if libheif cannot read the file.
 */
export async function withHeicPixels<T>(
  bytes: Uint8Array,
  admit: (width: number, height: number) => boolean,
  use: (picture: HeicPixels) => Promise<T>,
): Promise<T | null> {
  const cleanups: (() => void)[] = [];
  try {
    const allocate = (size: number): number => {
      const address = libheif._malloc(size);
      if (address === 0) throw new Error('libheif: out of memory');
      cleanups.push(() => libheif._free(address));
      return address;
    };
    const error = allocate(12);
    const out = allocate(4);
    const readOut = (): number => readUint32(out);
    const check = (step: string): void => {
      const code = readUint32(error);
      if (code === memoryAllocationError) throw new Error('libheif: out of memory');
      if (code !== 0) throw new Error(`libheif: ${step}: error ${code}.${readUint32(error + 4)}`);
    };

    const file = allocate(bytes.length);
    libheif.HEAPU8.set(bytes, file);
    const context = libheif._heif_context_alloc();
    cleanups.push(() => libheif._heif_context_free(context));
    libheif._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
    check('read');
    libheif._heif_context_get_primary_image_handle(error, context, out);
    check('primary image');
    const handle = readOut();
    cleanups.push(() => libheif._heif_image_handle_release(handle));

    const width = libheif._heif_image_handle_get_width(handle);
    const height = libheif._heif_image_handle_get_height(handle);
    if (!admit(width, height)) return null;

    libheif._heif_decode_image(error, handle, out, colorspaceRgb, chromaInterleavedRgb, 0);
    check('decode');
    const image = readOut();
    cleanups.push(() => libheif._heif_image_release(image));
    const picture = readPlane(image, out);
    return await use({ ...picture, colorProfile: readColorProfile(handle, allocate, error) });
  } finally {
    for (const cleanup of cleanups.reverse()) cleanup();
  }
}

function readPlane(image: number, out: number): { width: number; height: number; pixels: Uint8Array } {
  const width = libheif._heif_image_get_width(image, channelInterleaved);
  const height = libheif._heif_image_get_height(image, channelInterleaved);
  const address = libheif._heif_image_get_plane_readonly(image, channelInterleaved, out);
  if (address === 0 || width < 1 || height < 1) throw new Error('libheif: no pixels');
  const stride = readUint32(out);
  const memory = libheif.HEAPU8;
  const rowBytes = width * 3;
  // Rows are padded to an even address; removing the padding in place avoids a second copy of the whole picture.
  if (stride !== rowBytes) {
    for (let row = 1; row < height; row++) {
      memory.copyWithin(address + row * rowBytes, address + row * stride, address + row * stride + rowBytes);
    }
  }
  return { width, height, pixels: memory.subarray(address, address + rowBytes * height) };
}

function readColorProfile(
  handle: number,
  allocate: (size: number) => number,
  error: number,
): Uint8Array | null {
  const size = libheif._heif_image_handle_get_raw_color_profile_size(handle);
  if (size < 1 || size > maxColorProfileBytes) return null;
  const address = allocate(size);
  libheif._heif_image_handle_get_raw_color_profile(error, handle, address);
  return readUint32(error) === 0 ? libheif.HEAPU8.slice(address, address + size) : null;
}

function readUint32(address: number): number {
  const memory = libheif.HEAPU8;
  return new DataView(memory.buffer, address, 4).getUint32(0, true);
}
