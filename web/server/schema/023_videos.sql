-- Video of an order: who asked for it, what was fetched from capture, who has had it.

-- One wish for the video of all packing sessions of an order.
create table video_requests (
    id               text    primary key check (length(id) = 32),  -- random, public
    order_number     text    not null references orders (number),
    claim            text    references claims (number),  -- the claim it is wanted for; null: for none
    origin           text    not null check (origin in ('buyer', 'desk')),
                             -- buyer: offered to the buyer of the order; desk: seen by staff only
    requested_by     text    references people (id),  -- null: by the buyer, or by the system when a claim came
    state            text    not null check (state in
                         ('asked', 'queued', 'fetching', 'ready', 'failed', 'denied', 'expired')),
                             -- asked: waits for approval; queued, fetching: a job works on it; ready: can be had;
                             -- failed: given up; expired: was ready, its files are deleted
    reason           text,   -- why denied, in the words of the person who did; why failed: a code
    decided_by       text    references people (id),  -- who approved or denied; null: by policy, or not yet
    decided_us       integer,
    requested_us     integer not null,
    ready_us         integer,
    expires_us       integer,  -- fixed when ready; moved on while the claim is open
    deleted_us       integer,  -- when the files were deleted from disk
    had_bytes        integer not null default 0 check (had_bytes >= 0),  -- fetched so far
    total_bytes      integer check (total_bytes >= 0),  -- null: not known yet
    manifest_sha256  text    check (length(manifest_sha256) = 64),  -- of manifest.json, hex; null: not ready yet
    manifest_bytes   integer,
    check ((manifest_sha256 is not null) = (ready_us is not null)),
    check ((ready_us is not null) = (state in ('ready', 'expired'))),
    check ((expires_us is not null) = (ready_us is not null)),
    check (deleted_us is null or state = 'expired'),
    check (state <> 'denied' or reason is not null)
) without rowid;
-- Serves: requests of an order (portal, claim page), and one open request per order and origin.
create index video_requests_of_order on video_requests (order_number, requested_us);
-- Serves: the desk's list, newest first, by state.
create index video_requests_by_time on video_requests (requested_us, id);
create index video_requests_by_state on video_requests (state, requested_us, id);

-- One session's clip of a request, as capture made it.
create table video_clips (
    request  text    not null references video_requests (id),
    number   integer not null check (number >= 1),  -- of the session within the order, by time
    session  text    not null references packing_sessions (id),
    clip     text,                 -- capture's id of the clip; null: capture has none of its footage any more
    from_us  integer not null,     -- as asked for
    to_us    integer not null,
    gaps     text    not null,     -- JSON: [{"camera", "gaps": [{"from", "to", "reason"}]}], cameras without any
                                   -- footage included
    primary key (request, number),
    check (to_us >= from_us)
) without rowid;

-- One camera's file of such a clip. Kept as videos/<request>/<name> under the data folder.
create table video_files (
    request    text    not null,
    name       text    not null,  -- "1-bench-1-top.mp4": the clip's number and the camera
    number     integer not null,  -- of the clip
    camera     text    not null,
    url        text    not null,  -- where capture has it
    etag       text    not null,  -- capture's: a download is continued only while it stays the same
    size_bytes integer not null check (size_bytes >= 0),
    from_us    integer not null,  -- first picture (a key frame)
    to_us      integer not null,
    codec      text    not null,
    width      integer not null,
    height     integer not null,
    gaps       text    not null,  -- JSON: [{"from", "to", "reason"}] within the file's interval
    sha256     text    check (length(sha256) = 64),  -- hex; null: not whole yet
    poster     text,                                 -- name of the picture shown before it is played; null: there is none
    primary key (request, name),
    foreign key (request, number) references video_clips (request, number) on delete cascade
) without rowid;

-- Who has had which file. Players ask for a file in many ranges: the requests of one person for one file within ten
-- minutes are one download.
create table video_downloads (
    id         integer primary key,
    request    text    not null references video_requests (id),
    name       text    not null,  -- video_files.name, or manifest.json
    person     text    references people (id),  -- null: the buyer
    buyer      text,              -- the buyer's address; null: a person of ours
    first_us   integer not null,
    last_us    integer not null,
    requests   integer not null check (requests >= 1),
    check ((person is null) <> (buyer is null)),
    check (last_us >= first_us)
);
-- Serves: joining requests to one download, and the history of a request.
create index video_downloads_of_request on video_downloads (request, name, last_us);
