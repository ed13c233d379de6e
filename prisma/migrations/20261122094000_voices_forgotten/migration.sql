-- What people said among themselves is looked for by its age, to be forgotten.
create index talk_turn_voices on talk_turn (at) where reason = 'notForUs';
