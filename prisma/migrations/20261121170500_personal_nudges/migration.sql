-- A member who moves takes their nudges along, whoever tells of the move; what is planned already for the zone before is not sent.
create function boost_nudges_follow_member() returns trigger language plpgsql as $$
begin
  update member_nudge set zone = new.zone, since = greatest(since, new."from"), version = version + 1
  where member_id = new.member_id and zone <> new.zone
    and not exists (select from member_zone z where z.member_id = new.member_id and z."from" > new."from");
  return null;
end
$$;
create trigger nudges_follow_member after insert on member_zone
  for each row execute function boost_nudges_follow_member();

-- Members without a zone of their own live in the workspace's.
create function boost_nudges_follow_workspace() returns trigger language plpgsql as $$
begin
  update member_nudge n set zone = new.timezone, version = n.version + 1
  from member m
  where m.id = n.member_id and m.workspace_id = new.id and n.zone <> new.timezone
    and not exists (select from member_zone z where z.member_id = m.id);
  return null;
end
$$;
create trigger nudges_follow_workspace after update of timezone on workspace
  for each row when (old.timezone is distinct from new.timezone) execute function boost_nudges_follow_workspace();

-- Only those that are on are looked for.
create index member_nudge_due on member_nudge (zone, minute) where "on" and paused_reason is null;

-- Known to the queue before its first worker starts: boost_write_facts refers to it.
insert into graphile_worker._private_tasks (identifier) values ('offerNudge'), ('nudgeMe')
on conflict do nothing;

-- What waits to be said with a member's nudge, and what was said with one.
create index delivery_held on delivery (workspace_id, key) where state = 'held';
create index delivery_said_with on delivery (reason) where state = 'skipped' and reason like 'said with %';
