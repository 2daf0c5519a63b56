-- Work that waits for another service or for its time: telling capture about orders, fetching video, deleting what has
-- expired. Asked for in the transaction of the change that needs it, so that neither exists without the other.

create table jobs (
    id         integer primary key,
    kind       text    not null,  -- which handler: tell_capture, fetch_video, expire_video
    subject    text    not null,  -- what it is about, e.g. the video request's id
    state      text    not null check (state in ('waiting', 'running', 'done', 'dead')),  -- dead: given up
    attempts   integer not null check (attempts >= 0),  -- begun so far
    asked_us   integer not null,
    due_us     integer not null,  -- not begun before that
    started_us integer,           -- the last attempt's start
    ended_us   integer,           -- when done or dead
    words      text,              -- why the last attempt failed, for people; null when it did not
    check ((ended_us is not null) = (state in ('done', 'dead')))
);
-- Asking again for what waits already is one job.
create unique index jobs_waiting on jobs (kind, subject) where state = 'waiting';
-- Serves: the next job due.
create index jobs_due on jobs (due_us, id) where state = 'waiting';
-- Serves: one attempt per subject at a time, recovery at start, metrics.
create index jobs_state on jobs (state, kind, subject) where state <> 'done';
-- Serves: forgetting jobs done long ago.
create index jobs_ended on jobs (ended_us) where state = 'done';

-- Orders that a site has yet to be told about. A row goes when the site has taken it.
create table order_news (
    site         text    not null,  -- as named in web.yaml: sites
    order_number text    not null references orders (number),
    changed_us   integer not null,  -- the newest change: if it moves while the site is being told, the row stays
    refusal      text,              -- the site's words when it can never take it; null: waiting
    primary key (site, order_number)
) without rowid;
-- Serves: the next orders to tell a site about.
create index order_news_waiting on order_news (site, changed_us) where refusal is null;

-- Sites that are told of every change. One that is new in web.yaml is told all open orders first.
create table order_news_sites (
    site     text    primary key,
    since_us integer not null
) without rowid;
