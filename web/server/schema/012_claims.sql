-- Claims. `claim_events` is the spine: append-only, and everything else here can be told from it. The rows beside it
-- are what the buyer filed (never changed) and where the claim stands (changed only together with an event).

create table claims (
    number text primary key,                             -- public and random: "C-7K3M-92QX"
    order_number text not null references orders (number),
    channel text not null check (channel in ('portal', 'mail', 'agent')),
    language text not null check (language in ('ru', 'en')),         -- of the letters to this claimant

    contact_name text not null,
    contact_email text not null,                         -- letters go here
    contact_phone text,

    wish_kind text not null check (wish_kind in ('send_again', 'refund', 'price_reduction', 'repair', 'explanation',
                                                 'other', 'unknown')),
    wish_words text,

    -- What was seen and done when the goods came, in the buyer's words of choice. null: not asked, or for the times:
    -- not known. 'unknown' is an answer.
    delivered_at_us integer,
    noticed_at_us integer,
    seal text check (seal in ('intact', 'broken', 'no_seal', 'unknown')),
    packaging text check (packaging in ('intact', 'damaged', 'unknown')),
    counted text check (counted in ('with_driver', 'later', 'not_counted', 'unknown')),
    noted text check (noted in ('noted', 'clean', 'refused', 'unknown')),   -- refused: the driver would not sign
    unpack text check (unpack in ('filmed', 'not_filmed', 'unknown')),
    packaging_kept text check (packaging_kept in ('yes', 'no', 'unknown')),

    opened_at_us integer not null,

    -- Where it stands: follows from the events.
    state text not null check (state in ('received', 'asking_buyer', 'investigating', 'waiting_carrier', 'decided',
                                         'closed')),
    next_answer_by_us integer,                           -- promised to the buyer; null: it is the buyer's turn, or closed
    waiting_buyer_since_us integer,                      -- both waits may run at once
    waiting_carrier_since_us integer,
    escalated_at_us integer,                             -- taken to the manager, who has not answered yet
    closed_at_us integer,
    assignee_id text references people (id),             -- whose claim it is; null: nobody has taken it
    refusal_proposed_at_us integer,                      -- an agent's refusal waits for a second person; null: none
    version integer not null,                            -- id of the last event: what ETags are made of
    updated_at_us integer not null,                      -- time of the last event

    -- Claim and order number, buyer's names and addresses in lower case, for searching by part.
    search_text text not null,

    check ((state = 'closed') = (closed_at_us is not null))
);
create index claims_by_order on claims (order_number, opened_at_us desc);
create index claims_by_due on claims (next_answer_by_us) where state <> 'closed';
create index claims_by_assignee on claims (assignee_id) where assignee_id is not null and state <> 'closed';
create index claims_by_change on claims (updated_at_us desc, number);

-- What is wrong with which line, as filed. Never changed.
create table claim_lines (
    claim_number text not null references claims (number),
    line integer not null,                               -- the order's line
    -- As the order had them then: an order may be corrected later, a claim's text may not change under its reader.
    sku text not null,
    name text not null,
    unit text not null,
    quantity_ordered integer not null,

    kind text not null check (kind in ('delay', 'lost', 'content', 'visible', 'hidden')),
    content_kind text check (content_kind in ('shortage', 'wrong_item')),
    quantity integer check (quantity between 1 and quantity_ordered),    -- units affected; null: not known
    words text not null,
    primary key (claim_number, line),
    check (content_kind is null or kind = 'content')
);

-- The spine. Rows are only ever added (guarded by triggers, 019).
create table claim_events (
    id integer primary key,                              -- grows: events of one instant count in this order
    claim_number text not null references claims (number),
    at_us integer not null,
    kind text not null check (kind in (
        'claim_opened',       -- data: the claim as filed
        'buyer_message',      -- words, pictures
        'not_solved',         -- words?
        'escalated',          -- words?
        'claim_reopened',     -- follows a message or not_solved on a closed claim
        'fact_set',           -- line, fact, value, previous, words?
        'line_decided',       -- line, party, shares, proposal, table and its hash, override_reason?, role: whose decision
        'answer_sent',        -- stage, words, letter, role of its writer, confirmed_by?
        'refusal_proposed',   -- stage, words, promised_at?: turns the buyer down; goes out when another person confirms it
        'refusal_returned',   -- words?: it does not go out; its writer and colleagues think again
        'claim_taken',        -- from?: whose it was
        'claim_given_back',   -- by whoever had it, or a manager
        'note_added',         -- words
        'waiting_started',    -- for
        'waiting_ended',      -- for
        'closing_written',    -- as answer_sent, without stage: the claim is closed when the letter is accepted for delivery
        'claim_closed',       -- letter
        'letter_sent',        -- letter: accepted by the mail server
        'letter_failed',      -- letter, error: given up
        'video_requested', 'video_approved', 'video_denied', 'video_ready', 'video_failed',   -- request
        'video_downloaded')), -- request, file
    author text not null check (author in ('buyer', 'person', 'system')),
    person_id text references people (id),
    person_name text,                                    -- as it was then
    visibility text not null check (visibility in ('shared', 'internal')),   -- shared: the buyer sees it
    state_after text not null,                           -- the claim's state once this has happened
    next_answer_by_us integer,                           -- and the next answer promised
    data text not null,                                  -- JSON by kind
    check ((author = 'person') = (person_id is not null))
);
create index claim_events_by_claim on claim_events (claim_number, id);
