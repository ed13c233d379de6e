-- Proofs that may be remembered and recalled to their member: they count, their cheer was written or kept back for who wants
-- none, and nothing in them asked for care. `challenge_id`: of several, the first, as in their cheer.
create view rememberable_proof as
select p.id, p.workspace_id, p.member_id, p.posted_at, p.text, p.message_ref, k.challenge_id, k.day
from proof p
join cheer c on c.proof_id = p.id and c.care is null
  and (c.state in ('verified', 'posting', 'posted') or (c.state = 'givenUp' and c.reason = 'silent'))
join lateral (
  select challenge_id, day from check_in
  where proof_id = p.id and counted and revoked_at is null order by created_at, id limit 1
) k on true
where p.deleted_at is null and p.undone_at is null;

-- A member's vectors of one challenge, newest first, are read in one go.
create index memory_past on memory (member_id, challenge_id, embedder, at desc) where hidden_at is null;
