-- As for a member who moves: what was due by the new zone's clocks before the workspace moved is not made up for.
create or replace function boost_nudges_follow_workspace() returns trigger language plpgsql as $$
begin
  update member_nudge n set zone = new.timezone, since = greatest(n.since, clock_timestamp()), version = n.version + 1
  from member m
  where m.id = n.member_id and m.workspace_id = new.id and n.zone <> new.timezone
    and not exists (select from member_zone z where z.member_id = m.id);
  return null;
end
$$;
