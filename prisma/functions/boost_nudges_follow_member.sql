-- Trigger after each insert into member_zone: when a member moves to another zone, their own nudges follow, wherever we learned of the
-- move (a proof, a command, the page). Writes zone and version of their member_nudge rows, and `since`, so that nothing that was due by
-- the new zone's clock before the move is sent late. Nudges already planned for the old zone are not sent, since their version differs.
-- A row that is not the member's newest zone changes nothing.
create or replace function boost_nudges_follow_member() returns trigger language plpgsql as $$
begin
  update member_nudge set zone = new.zone, since = greatest(since, new."from"), version = version + 1
  where member_id = new.member_id and zone <> new.zone
    and not exists (select from member_zone z where z.member_id = new.member_id and z."from" > new."from");
  return null;
end
$$;
