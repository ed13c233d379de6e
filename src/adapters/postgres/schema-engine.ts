import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

const require = createRequire(import.meta.url);

/** The small part of WebAssembly used here; Node's types leave it to those of the browser. */
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
 * The driver adapter splits scripts at every semicolon, even inside functions. Sent whole, PostgreSQL parses them correctly and runs each
 * as one transaction. The same transaction records that the migration is finished, so that no process that dies in between leaves a
 * migration that was applied but not recorded.
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

/** Loads the engine once per process: given a second instance, its glue code keeps reading the first one's memory. */
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
 * Opens Prisma's migration engine as WebAssembly, over the same driver as the client, so that no engine binary has to be downloaded.
 * `schema` is the text of schema.prisma where it is needed (diff). Free the engine after use.
 */
export async function openSchemaEngine(url: string, schema?: string): Promise<glue.SchemaEngine> {
  loaded ??= load();
  await loaded;
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  // The engine closes no connections: they time out by themselves, and do not keep the process from ending.
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new WholeScripts({ connectionString: url, max: 2, idleTimeoutMillis: 1_000, allowExitOnIdle: true }),
  );
  return glue.SchemaEngine.new(
    { datamodels: schema ? [['schema.prisma', schema]] : undefined },
    () => undefined,
    adapter,
  );
}
