-- Members in care are few; who is one is asked before each nudge and card.
create index cheer_in_care on cheer (proof_id) where care is not null;
