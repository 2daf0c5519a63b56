-- What was packed and filmed, as capture tells it. Capture is the only source: web never changes a session by itself,
-- and everything here can be rebuilt from packing_events.

-- Every event that a site delivered, once, as it came.
-- Serves: exactly-once ingest (primary key), history of a session.
create table packing_events (
    site        text    not null check (length(site) between 1 and 64),  -- as named in web.yaml: capture_sites
    sequence    integer not null check (sequence > 0),  -- grows with each event of the site, not by one
    event       text    not null check (length(event) between 1 and 64),  -- random id, made by capture
    kind        text    not null check (kind in
                    ('session_started', 'session_ended', 'session_cancelled', 'session_updated')),
    session     text    not null,  -- packing_sessions.id
    at_us       integer not null,  -- when it happened, by the site's clock
    state       text    not null,  -- JSON: the whole session after the event, as received
    received_us integer not null,  -- when web stored it
    primary key (site, sequence)
) without rowid;
create index packing_events_of_session on packing_events (session, sequence);

-- How far each site has delivered.
create table packing_sites (
    site             text    primary key,
    accepted_through integer not null check (accepted_through >= 0),  -- the highest sequence stored
    heard_us         integer not null  -- when the site last delivered
) without rowid;

-- One packing of one order at one station, from the scan that starts it to the one that ends it. An order may have
-- several: packed in two goes, packed again, at two stations.
-- Invariant: the state of the event with the highest sequence that named it (last_sequence).
create table packing_sessions (
    id            text    primary key,  -- random, made by capture
    site          text    not null,
    station       text    not null,
    order_number  text    not null,  -- as scanned: the order may be unknown to web, then or for ever; hence no foreign key
    known_order   integer not null check (known_order in (0, 1)),  -- capture knew the order when it was scanned
    started_us    integer not null,
    ended_us      integer,  -- null: still running
    end_reason    text,     -- capture's word (EndReason in docs/openapi/capture.yaml); null while running
    cancelled     integer not null check (cancelled in (0, 1)),  -- scanned by mistake: shows nothing of the order
    complete      integer not null check (complete in (0, 1)),   -- every camera has footage without a gap, start to end;
                                     -- 0 without any gap: capture has not looked yet
    marks         text    not null,  -- JSON array of capture's codes, e.g. ["packed_before","noted"]
    last_sequence integer not null,
    updated_us    integer not null,  -- when web last changed this row
    check (ended_us is null or ended_us >= started_us)
) without rowid;
-- Serves: sessions of an order (facts, clips, order page).
create index packing_sessions_of_order on packing_sessions (order_number, started_us);

-- What one camera of the station has of a session, pre-roll and post-roll included.
create table packing_session_cameras (
    session  text    not null references packing_sessions (id) on delete cascade,
    position integer not null check (position >= 0),  -- capture's order of the station's cameras
    camera   text    not null,
    from_us  integer not null,
    to_us    integer,  -- null: still recording
    primary key (session, position),
    check (to_us is null or to_us >= from_us)
) without rowid;

-- Where a camera has no footage within its session.
create table packing_session_gaps (
    session  text    not null,
    position integer not null,  -- of the camera
    number   integer not null check (number >= 0),  -- in order of time
    from_us  integer not null,
    to_us    integer,  -- null: still open
    reason   text    not null,  -- camera_unreachable, camera_silent, service_down, disk_full, queue_overflow,
                                -- clock_step, stream_changed, damaged
    primary key (session, position, number),
    foreign key (session, position) references packing_session_cameras (session, position) on delete cascade,
    check (to_us is null or to_us >= from_us)
) without rowid;
