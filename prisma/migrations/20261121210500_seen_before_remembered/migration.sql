-- What the guard could not look at, or would not have answered freely, is compared with nothing: an embedder may be somebody
-- else's server.
create or replace view rememberable_proof as
select p.id, p.workspace_id, p.member_id, p.posted_at, p.text, p.message_ref, k.challenge_id, k.day
from proof p
join cheer c on c.proof_id = p.id and c.care is null
  and ((c.state in ('verified', 'posting', 'posted') and coalesce(c.reason, '') not like 'guard:%')
    or (c.state = 'givenUp' and c.reason = 'silent'))
join lateral (
  select challenge_id, day from check_in
  where proof_id = p.id and counted and revoked_at is null order by created_at, id limit 1
) k on true
where p.deleted_at is null and p.undone_at is null;
