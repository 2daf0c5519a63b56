-- Letters to buyers. A letter is written in the transaction of what it tells about, together with a job `send_letter`
-- (020s) that sends it, again and again with growing pauses.

create table letters (
    id text primary key,                                 -- random; also the Message-ID's left part
    -- One letter per cause, whatever runs twice: "claim_received:C-7K3M-92QX", "claim_answer:1234".
    cause text not null unique,
    kind text not null check (kind in ('sign_in', 'claim_received', 'message_received', 'claim_escalated',
                                       'claim_answer', 'claim_closed', 'video_ready', 'video_denied', 'video_failed')),
    recipient text not null,
    language text not null check (language in ('ru', 'en')),
    subject text not null,
    body text not null,                                  -- plain text, as sent
    body_shown text not null,                            -- the same with sign-in code and link blanked out
    order_number text,
    claim_number text references claims (number),
    automatic integer not null check (automatic in (0, 1)),   -- 0: a person's words

    state text not null check (state in ('queued', 'sent', 'failed')),
    attempts integer not null default 0,
    last_error text,
    created_at_us integer not null,
    sent_at_us integer,                                  -- accepted by the mail server, or written to the folder
    check ((state = 'sent') = (sent_at_us is not null))
);
create index letters_by_age on letters (created_at_us desc, id);
create index letters_by_claim on letters (claim_number);
