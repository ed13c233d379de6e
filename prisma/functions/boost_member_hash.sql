-- The keyed hash by which the tombstone of an erased member (table erasure) knows them again, of their workspace and their id on the
-- platform. It says whether somebody is the one, and never who it was. Null until somebody was erased in this database: the first erasure
-- makes the key, the note `erasure-key` (adapters/postgres/tx/erase-member.ts). A lost key only means that the tombstones know nobody.
-- Hashed twice with the key, so that a hash tells nothing about that of a longer id. Reads note.
create or replace function boost_member_hash(workspace_ uuid, ref_ text) returns bytea language sql stable as $$
  select sha256(k.secret || sha256(k.secret || convert_to(workspace_ || ':' || ref_, 'utf8')))
  from (select decode(value, 'hex') as secret from note where key = 'erasure-key') k
$$;
