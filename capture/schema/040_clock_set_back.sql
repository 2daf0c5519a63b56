-- By how much the host's clock was set back while the session ran, in all, in microseconds. A session's times run on as
-- they began, so that its length is true: its end was at ended_us - set_back_us by the clock as it was then. Footage of
-- such a session is found by the order of recording (capture/catalogue/unfolded.h).
alter table sessions add column set_back_us integer not null default 0 check (set_back_us >= 0);
