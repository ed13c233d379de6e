-- What another index answers as well is written with each proof for nothing.
drop index proof_live_by_member;
drop index check_in_of_proof;
drop index delivery_state_updated_at_idx;
-- Those that are dead are few, and looked for by themselves; the unfinished have an index of theirs.
create index delivery_dead on delivery (updated_at) where state = 'dead';
