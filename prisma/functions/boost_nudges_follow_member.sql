-- Trigger after each insert into member_zone: a member who moves takes their own nudges along, whoever tells of the move (a proof, a
-- command, the page). Writes zone and version of their member_nudge rows, and that nothing is made up for that was due by the new
-- zone's clocks before the move; what is planned already for the zone before is not sent, since its version differs. A zone that is
-- not the newest, told of late, changes nothing.
create or replace function boost_nudges_follow_member() returns trigger language plpgsql as $$
begin
  update member_nudge set zone = new.zone, since = greatest(since, new."from"), version = version + 1
  where member_id = new.member_id and zone <> new.zone
    and not exists (select from member_zone z where z.member_id = new.member_id and z."from" > new."from");
  return null;
end
$$;
