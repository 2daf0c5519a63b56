-- What SQLite needs its own words for: the history of a claim only grows.
create trigger claim_events_stay before update on claim_events
begin select raise(abort, 'claim_events is append-only'); end;
create trigger claim_events_remain before delete on claim_events
begin select raise(abort, 'claim_events is append-only'); end;
create trigger claim_lines_stay before update on claim_lines
begin select raise(abort, 'claim_lines is what the buyer filed'); end;
create trigger claim_lines_remain before delete on claim_lines
begin select raise(abort, 'claim_lines is what the buyer filed'); end;
