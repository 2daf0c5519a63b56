-- What was filmed, and what was not. Written by the recorder, read by sessions and clips.
-- Times are UTC microseconds by the host's clock (…_us); lengths of time are microseconds.

-- A run: recording of one camera without interruption, in one picture format, on one time line. A lost connection, a new
-- format or a step of the host's clock ends it.
create table runs (
    id          integer primary key,
    camera      text    not null check (length(camera) between 1 and 64),  -- as named in capture.yaml
    started_us  integer not null,                                          -- first picture
    ended_us    integer check (ended_us >= started_us),                    -- end of the last picture; null: it goes on
    end_reason  text check (end_reason in ('stopped', 'camera_unreachable', 'camera_silent', 'stream_changed',
                                           'clock_step', 'disk_full', 'queue_overflow', 'write_failed',
                                           'recovered')),
    codec       text    not null check (codec in ('h264', 'h265')),
    width       integer not null check (width between 1 and 16384),        -- pixels
    height      integer not null check (height between 1 and 16384),
    check ((ended_us is null) = (end_reason is null))
);

-- A segment: one file of about a minute, readable by itself (fragmented MP4). The row is there before the file.
-- The moment m of the file's own time was filmed at start_us + m * wall_duration / media_duration.
create table segments (
    id               integer primary key,
    run              integer not null references runs (id),
    camera           text    not null check (length(camera) between 1 and 64),  -- its run's, repeated for the index
    sequence         integer not null check (sequence >= 1),       -- place in its run
    file             text    not null unique,                      -- relative to the footage folder
    -- open: being written, or left so by a process that died (mended at the next start); closed: complete, hashed and
    -- never changed again; deleting: its file is being removed, the row goes last. What must be kept (an open claim) is
    -- decided before a segment comes to 'deleting'; nothing leaves that state.
    state            text    not null check (state in ('open', 'closed', 'deleting')),
    start_us         integer not null,                             -- of the file's time zero
    wall_duration    integer not null check (wall_duration >= 0),  -- by the host's clock; 0 while open
    media_duration   integer not null check (media_duration >= 0), -- by the camera's clock, as in the file; 0 while open
    size_bytes       integer not null check (size_bytes >= 0),     -- 0 while open
    sha256           text check (length(sha256) = 64),             -- of the whole file, lower-case hex
    end_reason       text check (end_reason in ('full', 'stopped', 'camera_unreachable', 'camera_silent',
                                                'stream_changed', 'clock_step', 'disk_full', 'queue_overflow',
                                                'write_failed', 'recovered')),
    camera_time_us   integer,  -- the camera's own idea of start_us (RTCP sender report): evidence, not believed
    -- Fragments in order, 24 bytes each, little-endian: offset of the moof (8), size of moof and mdat (4), flags (4; bit
    -- 0: begins with a key frame), decode time of its first sample in microseconds of the file's time (8).
    fragments        blob,
    unique (run, sequence),
    check ((state = 'open') = (sha256 is null)),
    check ((state = 'open') = (end_reason is null)),
    check ((state = 'open') = (fragments is null))
);
-- Which footage is there of a camera between two moments? What is still open?
create index segments_by_camera on segments (camera, start_us);
-- How long before a moment can a segment have begun that holds it?
create index segments_by_length on segments (camera, wall_duration);
create index segments_unfinished on segments (state) where state <> 'closed';

-- A gap: a stretch of a camera's time without footage, with the reason; an empty one (from = to) is a mark on the time
-- line where nothing is missing (the format changed). clock_step: the stretch that the host's clock left out, or showed
-- twice when it was set back.
create table gaps (
    id       integer primary key,
    camera   text    not null check (length(camera) between 1 and 64),
    from_us  integer not null,                          -- end of the last picture
    to_us    integer check (to_us >= from_us),          -- first picture after it; null: it still lasts
    reason   text    not null check (reason in ('camera_unreachable', 'camera_silent', 'service_down', 'disk_full',
                                                'queue_overflow', 'clock_step', 'stream_changed', 'damaged'))
);
create index gaps_by_camera on gaps (camera, from_us);
-- A camera is in one open gap at most.
create unique index gaps_open on gaps (camera) where to_us is null;
