-- Members in care are few; who is one is asked before each nudge and card.
create index cheer_in_care on cheer (proof_id) where care is not null;

-- Its job may be added together with a proof, before any worker has named it.
insert into graphile_worker._private_tasks (identifier) values ('care') on conflict (identifier) do nothing;
