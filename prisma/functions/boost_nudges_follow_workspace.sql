-- Trigger after a workspace's zone changed: members without a zone of their own live in the workspace's (R14), so their nudges follow
-- it from now on, as those of a member who moves do (boost_nudges_follow_member).
create or replace function boost_nudges_follow_workspace() returns trigger language plpgsql as $$
begin
  update member_nudge n set zone = new.timezone, since = greatest(n.since, clock_timestamp()), version = n.version + 1
  from member m
  where m.id = n.member_id and m.workspace_id = new.id and n.zone <> new.timezone
    and not exists (select from member_zone z where z.member_id = m.id);
  return null;
end
$$;
