import { createHash, hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { PictureLinks } from '../../../core/pictures/links.ts';
import { canonicalSpec, type PictureSpec, pictureSpecSchema } from '../../../core/pictures/spec.ts';
import type { Clock } from '../../../core/ports.ts';

/** Where the specs behind addresses are kept, by the hash of their content. */
export interface PictureStore {
  /** Keeps it, from now on anew. */
  keep(id: string, spec: PictureSpec): Promise<void>;
  find(id: string): Promise<unknown>;
  /** Forgets what was kept longer than `ms` ago. Answers how many. */
  sweep(ms: number): Promise<number>;
}

/** Addresses of pictures on this server. Whoever has one sees the picture for a while, and nothing else. */
export interface SignedPictures extends PictureLinks {
  /** Keeps what the picture shows, so that its address has something to draw. */
  keep(spec: PictureSpec): Promise<void>;
  /** Its address on this server, as a path. Reads and writes nothing: `keep` comes first. */
  pathOf(spec: PictureSpec): Promise<string>;
  /** What a signed address shows; null for any address that was not signed, or not for this, or too long ago. */
  open(file: string, token: string): Promise<PictureSpec | null>;
}

export interface SignedPicturesDeps {
  readonly store: PictureStore;
  /** The first signs; all are believed, so that a secret can be replaced without breaking addresses given out. */
  readonly secrets: readonly [string, ...string[]];
  /** How the world reaches this server; null: it does not. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
}

const algorithm = 'HS256';
const audience = 'picture';
/** An address lasts ten minutes at least and fifteen at most, and is the same for five. */
const lifeSeconds = 15 * 60;
const stepSeconds = 5 * 60;
const fileName = /^([0-9a-f]{64})\.png$/;
const longestToken = 512;

/**
 * Signs and opens addresses: `/pictures/<hash of the spec>.png?t=<JWT of purpose, hash and expiry>`. There is no tenant in
 * it: the hash names the content itself, and equal content is equally seen.
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

/** The hash under which a picture's content is kept. */
function idOf(spec: PictureSpec): string {
  return createHash('sha256').update(canonicalSpec(spec)).digest('hex');
}

/** A key for this purpose alone out of a secret, under a name that tells nothing of it. */
function keyOf(secret: string): [string, Uint8Array] {
  const derive = (purpose: string, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `boost-pal/${purpose}`, bytes));
  return [Buffer.from(derive('picture-link-name', 4)).toString('hex'), derive('picture-link', 32)];
}
