-- Of what people said among themselves before this, the last of each in a thread stays, as of what is forgotten every hour.
delete from talk_turn v
where v.reason = 'notForUs' and v.at < now() - interval '2 days' and exists (
  select from talk_turn n where n.workspace_id = v.workspace_id and n.thread_ref = v.thread_ref
    and n.member_id = v.member_id and n.at > v.at);

-- What people said among themselves is looked for by its age, to be forgotten.
create index talk_turn_voices on talk_turn (at) where reason = 'notForUs';
