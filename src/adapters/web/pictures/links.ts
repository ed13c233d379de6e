import { createHash, hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { PictureLinks } from '../../../core/pictures/links.ts';
import { canonicalSpec, type PictureSpec, pictureSpecSchema } from '../../../core/pictures/spec.ts';
import type { Clock } from '../../../core/ports.ts';

/** Stores the specs of pictures that have an address, by the hash of their content. */
export interface PictureStore {
  /** Stores a spec, or renews the time from which it is kept. */
  keep(id: string, spec: PictureSpec): Promise<void>;
  find(id: string): Promise<unknown>;
  /** Deletes specs stored more than `ms` ago. Returns how many. */
  sweep(ms: number): Promise<number>;
}

/** Signed addresses of pictures on this server. Whoever has one can see that picture for a while, and nothing else. */
export interface SignedPictures extends PictureLinks {
  /** Stores what the picture shows, so that it can be drawn when its address is requested. */
  keep(spec: PictureSpec): Promise<void>;
  /** The picture's address on this server, as a path. Stores nothing: call `keep` first. */
  pathOf(spec: PictureSpec): Promise<string>;
  /** The spec behind a signed address; null if the signature is missing, for another picture, or expired. */
  open(file: string, token: string): Promise<PictureSpec | null>;
}

export interface SignedPicturesDeps {
  readonly store: PictureStore;
  /** The first secret signs; all are accepted, so that a secret can be replaced without breaking addresses given out before. */
  readonly secrets: readonly [string, ...string[]];
  /** The public address of this server; null if it has none. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
}

const algorithm = 'HS256';
const audience = 'picture';
/** An address is valid for ten to fifteen minutes, and stays the same for five. */
const lifeSeconds = 15 * 60;
const stepSeconds = 5 * 60;
const fileName = /^([0-9a-f]{64})\.png$/;
const longestToken = 512;

/**
 * Signs and checks addresses: `/pictures/<hash of the spec>.png?t=<JWT of purpose, hash and expiry>`. They contain no workspace: the hash
 * names the content itself, and equal content may be seen alike.
 */
export function createSignedPictures({
  store,
  secrets,
  publicUrl,
  clock,
}: SignedPicturesDeps): SignedPictures {
  const keys = new Map(secrets.map(keyOf));
  const [current] = keys.keys();

  const keep = (spec: PictureSpec) => store.keep(idOf(spec), spec);

  async function pathOf(spec: PictureSpec): Promise<string> {
    const id = idOf(spec);
    const now = Math.floor(clock.now() / 1000);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: algorithm, kid: current! })
      .setAudience(audience)
      .setSubject(id)
      .setExpirationTime(now - (now % stepSeconds) + lifeSeconds)
      .sign(keys.get(current!)!);
    return `/pictures/${id}.png?t=${token}`;
  }

  return {
    keep,
    pathOf,
    async linkTo(spec) {
      if (publicUrl === null) return null;
      await keep(spec);
      return `${publicUrl.replace(/\/+$/, '')}${await pathOf(spec)}`;
    },
    async open(file, token) {
      const id = fileName.exec(file)?.[1];
      if (id === undefined || token.length > longestToken || !(await isSigned(id, token))) return null;
      const parsed = pictureSpecSchema.safeParse(await store.find(id));
      return parsed.success ? parsed.data : null;
    },
  };

  function isSigned(id: string, token: string): Promise<boolean> {
    return jwtVerify(token, ({ kid }) => keys.get(kid ?? '') ?? Promise.reject(new Error('unknown key')), {
      algorithms: [algorithm],
      audience,
      subject: id,
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
    }).then(
      () => true,
      () => false,
    );
  }
}

/** The hash under which a picture's spec is stored. */
function idOf(spec: PictureSpec): string {
  return createHash('sha256').update(canonicalSpec(spec)).digest('hex');
}

/** Derives from a secret a key for this purpose only, and a name for it that reveals nothing about the secret. */
function keyOf(secret: string): [string, Uint8Array] {
  const derive = (purpose: string, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `boost-pal/${purpose}`, bytes));
  return [Buffer.from(derive('picture-link-name', 4)).toString('hex'), derive('picture-link', 32)];
}
