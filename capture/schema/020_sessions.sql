-- Sessions: which order was packed at which station, and when. Owned by capture/sessions, capture/orders and
-- capture/outbox. All times are UTC microseconds since 1970; all ids are text.

-- Orders that web told about, so that a scan can be answered while the line to web is down.
-- Written by PUT /api/v1/orders/{number}; read at every scan by number.
create table orders (
    number      text    not null primary key check (length(number) between 1 and 64),
    status      text    not null check (status in ('open', 'cancelled')),
    packages    integer check (packages between 0 and 100000),  -- how many are expected; null: not told
    updated_us  integer not null check (updated_us > 0)         -- when web told last
) without rowid;

-- One stretch of time in which one order was packed at one station. Never deleted, never reopened.
create table sessions (
    id                text    not null primary key check (length(id) >= 16),  -- random
    station           text    not null,           -- id in capture.yaml at that time; the station may be gone since
    order_number      text    not null check (length(order_number) between 1 and 64),  -- as scanned; perhaps unknown
    known_order       integer not null check (known_order in (0, 1)),  -- whether `orders` had it when scanning began
    state             text    not null check (state in ('open', 'ended', 'cancelled')),
    started_us        integer not null check (started_us > 0),  -- the scan (or the START code before it)
    last_activity_us  integer not null,           -- the last scan that meant this session: idle time counts from here
    ended_us          integer,                    -- the scan that ended it, or last_activity + idle time
    end_reason        text    check (end_reason in ('same_code', 'end_code', 'next_order', 'idle', 'cancelled')),
    complete          integer not null default 0 check (complete in (0, 1)),  -- every camera, roll to roll, no gap
    settled           integer not null default 0 check (settled in (0, 1)),   -- gaps are final and web was told
    check (last_activity_us >= started_us),
    check ((state = 'open') = (ended_us is null)),
    check ((state = 'open') = (end_reason is null)),
    check ((state = 'cancelled') = (end_reason is 'cancelled')),
    check (ended_us is null or ended_us >= started_us),
    check (complete = 0 or settled = 1),
    check (settled = 0 or state <> 'open')
) without rowid;

-- At most one open session per station: the state machine's promise, kept by the database too.
create unique index sessions_open on sessions (station) where state = 'open';
-- "Was this order packed before?" at every scan.
create index sessions_by_order on sessions (order_number);
-- Sessions whose footage has yet to be looked at, after every start and every few seconds.
create index sessions_unsettled on sessions (ended_us) where settled = 0;

-- The cameras of the station when the session began, and what each should have filmed.
create table session_cameras (
    session   text    not null references sessions (id),
    position  integer not null check (position >= 0),  -- order of the station's cameras, from 0
    camera    text    not null,
    from_us   integer not null,                         -- started_us - pre-roll
    to_us     integer,                                  -- ended_us + post-roll; null while the session is open
    primary key (session, position),
    unique (session, camera),
    check (to_us is null or to_us >= from_us)
) without rowid;

-- What is missing from each camera's interval, found when the session was settled: the catalogue's gaps (010_footage.sql)
-- as they were then. An empty one (from = to) is a mark on the time line, where nothing is missing.
create table session_gaps (
    session   text    not null,
    camera    text    not null,
    position  integer not null check (position >= 0),  -- order in time, from 0
    from_us   integer not null,                         -- within the camera's interval
    to_us     integer not null,
    reason    text    not null check (reason in ('camera_unreachable', 'camera_silent', 'service_down', 'disk_full',
                                                 'queue_overflow', 'clock_step', 'stream_changed', 'damaged')),
    primary key (session, camera, position),
    foreign key (session, camera) references session_cameras (session, camera),
    check (to_us >= from_us)
) without rowid;

-- What is remarkable about a session, and when that was seen. The codes are those of docs/openapi/capture.yaml (Mark).
create table session_marks (
    session  text    not null references sessions (id),
    code     text    not null check (code in ('unknown_order', 'order_cancelled', 'packed_before', 'at_two_stations',
                                              'camera_down', 'service_restarted', 'noted')),
    at_us    integer not null,
    primary key (session, code, at_us)
) without rowid;

-- Every code that was read, with the answer that was given: the record of what the packer saw, and the memory that
-- makes a repeated request (same id) do nothing twice.
create table scans (
    id              text    not null primary key check (length(id) between 1 and 100),  -- the client's scan_id, or random
    station         text    not null,
    code            text    not null,           -- as read, trimmed, at most 200 characters
    source          text    not null check (source in ('scanner', 'api')),
    at_us           integer not null,
    outcome         text    not null,           -- Outcome of docs/openapi/capture.yaml
    sound           text    not null check (sound in ('yes', 'warning', 'no')),
    message         text    not null,           -- MessageCode of docs/openapi/capture.yaml
    order_number    text,                       -- the order that the message is about
    previous_order  text,                       -- the order that was ended by it
    session         text    references sessions (id)  -- the session it started, ended, cancelled or noted
) without rowid;

-- What a station remembers between scans, beside its open session.
create table station_states (
    station         text    not null primary key,
    ready_since_us  integer,                                -- START was read and no order since; else null
    last_scan       text    not null references scans (id), -- the last that was no duplicate: for the page
    last_read_us    integer not null                        -- its last repetition: the debounce window counts from here
) without rowid;

-- Events for web, delivered in order of sequence and removed when web has accepted them.
create table outbox (
    sequence    integer not null primary key,   -- max(last + 1, now in microseconds): grows even after a restored backup
    id          text    not null unique,        -- random
    session     text    not null references sessions (id),
    type        text    not null check (type in ('session_started', 'session_ended', 'session_cancelled',
                                                 'session_updated')),
    at_us       integer not null,               -- when it happened
    body        text    not null,               -- JSON of the event's `session` at that moment
    refused_us  integer,                        -- web said that it can never take it; null: waiting for delivery
    refusal     text,                           -- web's status, code and words
    check ((refused_us is null) = (refusal is null))
);
-- The sequence given last, kept when its row is delivered and gone. One row.
create table outbox_sequence (
    only_row       integer not null primary key check (only_row = 1),
    last_sequence  integer not null
) without rowid;
insert into outbox_sequence (only_row, last_sequence) values (1, 0);
