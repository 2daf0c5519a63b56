-- Serve the desk's queue, newest change first: every claim, and those of one state; and how many each state has.
drop index claims_by_change;
create index claims_by_change on claims (-updated_at_us, number);
create index claims_by_state on claims (state, -updated_at_us, number);

-- Serve pages of letters, newest first: a claim's, and those of one state; and how many each state has.
drop index letters_by_claim;
create index letters_by_claim on letters (claim_number, created_at_us desc, id);
create index letters_by_state on letters (state, created_at_us desc, id);
