-- When everything about somebody was last erased in a workspace, by the platform's clock; null if it never was. `ref_` is their id on
-- the platform: nothing else of an erased member is known (boost_member_hash). What they posted before is not taken in again. Reads
-- erasure.
create or replace function boost_erased_at(workspace_ uuid, ref_ text) returns timestamptz language sql stable as $$
  select max(e.at) from erasure e where e.workspace_id = workspace_ and e.member_hash = (select boost_member_hash(workspace_, ref_))
$$;
