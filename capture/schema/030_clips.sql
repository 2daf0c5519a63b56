-- Clips: what was asked for, never the footage itself. A clip's bytes are made again from the segments each time it is
-- read; what makes them always the same bytes stands here. Owned by capture/clips. Times are UTC microseconds.

-- A clip of an interval of one or several cameras. Written once by POST /api/v1/clips, never changed.
create table clips (
    id            text    not null primary key check (length(id) >= 16),              -- random
    order_number  text    not null check (length(order_number) between 1 and 64),     -- shown in the clip's text track
    session       text    references sessions (id),                                   -- null: asked without a session
    from_us       integer not null check (from_us >= 0),                              -- as asked for
    to_us         integer not null,
    created_us    integer not null,
    check (from_us < to_us)
) without rowid;

-- Its cameras, in the order in which they are told, and what there was of each when the clip was made: what comes later
-- (an interval may reach into the future) is not of this clip, and a segment that was still being written is taken as it
-- was then, so that the clip does not change while its footage grows.
create table clip_cameras (
    clip           text    not null references clips (id),
    position       integer not null check (position >= 0),  -- from 0
    camera         text    not null check (length(camera) between 1 and 64),
    pictures       integer not null check (pictures >= 0),  -- in the file; 0: nothing was recorded, there is no file
    through_us     integer not null,                        -- up to here it was known what was recorded and what not
    last_segment   integer,                                 -- the newest segments.id; null: there was none
    open_segment   integer,                                 -- segments.id of the one being written; null: none was
    open_start_us  integer,                                 -- its start then: settled only when it is closed
    open_bytes     integer check (open_bytes >= 0),         -- its whole fragments then
    open_wall      integer check (open_wall >= 0),          -- its length then, by the host's clock, in microseconds
    open_media     integer check (open_media >= 0),         -- the same by the camera's clock
    primary key (clip, position),
    unique (clip, camera),
    check (pictures = 0 or last_segment is not null),
    check (open_segment <= last_segment),
    check ((open_segment is null) = (open_start_us is null)),
    check ((open_segment is null) = (open_bytes is null)),
    check ((open_segment is null) = (open_wall is null)),
    check ((open_segment is null) = (open_media is null))
) without rowid;
