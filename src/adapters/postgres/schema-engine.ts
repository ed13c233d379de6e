import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

const require = createRequire(import.meta.url);

/** The little of the runtime's WebAssembly used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: object } }>;
};

const noteDone = `do $$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null;
  end if;
end $$`;

/**
 * The driver adapter cuts scripts at every semicolon, also within functions. Sent whole, PostgreSQL reads them right, and
 * runs each as one transaction; that it is done is noted in the very same, so that a process cut off between the two leaves
 * no migration that was carried out and is not known of.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(`${script};\n${noteDone}`);
    };
    return adapter;
  }
}

let loaded: Promise<void> | undefined;

/** Once in a process: its glue goes on reading the memory of the first instance when it is given a second. */
async function load(): Promise<void> {
  const wasm = path.join(
    path.dirname(require.resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

/**
 * Prisma's own migration engine as WebAssembly, over the same driver as the client: no engine binary has to be downloaded.
 * `schema` is the text of schema.prisma where it is needed (diff). Free it after use.
 */
export async function openSchemaEngine(url: string, schema?: string): Promise<glue.SchemaEngine> {
  loaded ??= load();
  await loaded;
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  // The engine closes nothing: its connections go by themselves, and keep no program from ending.
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new WholeScripts({ connectionString: url, max: 2, idleTimeoutMillis: 1_000, allowExitOnIdle: true }),
  );
  return glue.SchemaEngine.new(
    { datamodels: schema ? [['schema.prisma', schema]] : undefined },
    () => undefined,
    adapter,
  );
}
