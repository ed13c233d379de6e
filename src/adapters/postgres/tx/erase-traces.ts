import { deliveryKey } from '../../../core/delivery/keys.ts';
import { jobTable } from '../../../core/jobs/table.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import type { Erased } from './erase-member.ts';

/**
 * Takes a member out of what was said about all: of a channel's summaries, the line that names them goes, also on the platform, where the
 * message is edited.
 */
export async function eraseFromSummaries(
  prisma: PrismaTx,
  { ref, workspace }: Erased,
  receipt: string,
): Promise<void> {
  await prisma.$executeRaw`
    with named as (
      select d.key from summary s join challenge c on c.id = s.challenge_id and c.workspace_id = ${workspace}::uuid
      join delivery d on d.key = 'summary:' || s.challenge_id || ':' || s.kind || ':' || s."from"
      where d.effect->'view' @? '$.lines[*][*] ? (@.kind == "member")'
        and jsonb_path_exists(d.effect, '$.view.lines[*][*] ? (@.ref == $ref)', jsonb_build_object('ref', ${ref}::text))
    ), told as (
      update delivery d set effect = jsonb_set(d.effect, '{view,lines}', (
        select coalesce(jsonb_agg(l.line order by l.n), '[]') from jsonb_array_elements(d.effect->'view'->'lines') with ordinality l(line, n)
        where not jsonb_path_exists(l.line, '$[*] ? (@.ref == $ref)', jsonb_build_object('ref', ${ref}::text))))
      from named where d.key = named.key
      returning d.key, d.workspace_id, d.state, d.message_ref, d.effect->'view' as view
    ), added as (
      insert into delivery (key, workspace_id, effect)
      select ${deliveryKey('unnamed', receipt)} || ':' || key, workspace_id, jsonb_build_object('do', 'edit', 'of', key, 'view', view)
      from told where state in ('sending', 'sent')
      on conflict (key) do nothing returning key
    )
    select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key),
      'priority', ${jobTable.erasePhotos.priority}::int))) from added having count(*) > 0`;
}

/**
 * Deletes the pictures that show one of these names, boards too. A picture knows nobody but by name, so one of a namesake may go with them;
 * it is drawn anew when they ask for it.
 */
export async function erasePicturesNamed(prisma: PrismaTx, names: readonly string[]): Promise<void> {
  await prisma.$executeRaw`
    delete from picture d where d.spec->>'name' = any(${[...names]}) or exists (
      select from jsonb_path_query(d.spec, '$.rows[*].name') shown where shown #>> '{}' = any(${[...names]}))`;
}

/**
 * Deletes the pictures that show a member: those in their name or in one that we told them by in a message (what else showed an earlier
 * name went with it, renameMember), and those with a photo of theirs. `said`: the keys of our messages that no proof tells of.
 */
export async function eraseFromPictures(
  prisma: PrismaTx,
  { name }: Erased,
  { proofs, said }: { readonly proofs: readonly string[]; readonly said: readonly string[] },
): Promise<void> {
  const earlier = await prisma.$queryRaw<{ name: string }[]>`
    select distinct d.effect->'view'->'picture'->>'name' as name from delivery d
    where (d.proof_id = any(${[...proofs]}::uuid[]) or d.key = any(${[...said]})) and d.effect->'view'->'picture' ? 'name'`;
  await erasePicturesNamed(prisma, [name, ...earlier.map((each) => each.name)]);
  // What a picture shows is looked up among all the copies at once: they may be thousands, and the pictures too.
  await prisma.$executeRaw`
    delete from picture d where d.id in (
      select p.id from picture p, jsonb_path_query(p.spec, '$.** ? (@.type() == "string")') shown
      where shown #>> '{}' in (
        select unnest(array[f.large_blob, f.small_blob]) from photo f where f.proof_id = any(${[...proofs]}::uuid[])))`;
}

/**
 * Erases a member's own messages, files and marks of the page, and what is shown to them alone. Whoever has the page open is told that the
 * messages are gone; while others' replies hang on one, it stands there as deleted, by `?`. Cards for all that name the member go as well.
 */
export async function eraseFromPage(prisma: PrismaTx, { ref, name, workspaceRef }: Erased): Promise<void> {
  await prisma.$executeRaw`
    delete from web_file f using web_message m, jsonb_array_elements(m.files) shown
    where m.workspace = ${workspaceRef} and m.author = ${ref} and split_part(f.id, '.', 1) = shown->>'id'`;
  await prisma.$executeRaw`delete from web_reaction where author = ${ref}`;
  await prisma.$executeRaw`delete from web_message where workspace = ${workspaceRef} and only_for = ${ref}`;
  await prisma.$executeRaw`
    delete from web_event where only_for = ${ref} or (channel = 'inbox' and payload->>'by' = ${ref})`;
  await prisma.$executeRaw`
    with gone as (
      update web_message m set author = '?', text = '', view = null, files = '[]', key = null, deleted_at = coalesce(deleted_at, now())
      where m.workspace = ${workspaceRef} and (m.author = ${ref} or m.view is not null and m.key like 'command:%' and (
        jsonb_path_exists(m.view, '$.**.ref ? (@ == $ref)', jsonb_build_object('ref', ${ref}::text))
        or jsonb_path_exists(m.view, '$.picture.**.name ? (@ == $name)', jsonb_build_object('name', ${name}::text))))
      returning m.id, m.channel
    ), unmarked as (
      delete from web_reaction r using gone where r.message_id = gone.id
    ), locked as materialized (select pg_advisory_xact_lock(hashtext('web_event')))
    insert into web_event (channel, payload)
    select gone.channel, jsonb_build_object('message', gone.id::text) from gone, locked order by gone.id`;
}
