-- Pictures that buyers uploaded. Two files each under the data folder: the bytes as they came (never served, never
-- changed: they are the claimant's evidence) and the copy that people see (JPEG, upright, without hidden data).

create table pictures (
    id text primary key,                                 -- random: also the name of both files
    order_number text not null references orders (number),   -- whose portal it came through
    original_sha256 text not null,
    original_type text not null check (original_type in ('image/jpeg', 'image/png', 'image/webp')),
    original_size_bytes integer not null,
    width integer not null,                              -- of the copy, upright
    height integer not null,
    size_bytes integer not null,                         -- of the copy
    uploaded_at_us integer not null,

    -- Where it is used; null: nowhere yet, removed after a day.
    claim_number text references claims (number),
    line integer,                                        -- null with a claim: it came with a message
    event_id integer references claim_events (id),
    check ((claim_number is null) = (event_id is null))
);
create index pictures_by_claim on pictures (claim_number, line);
-- The same bytes sent again (a phone that retries) find their picture.
create index pictures_by_content on pictures (order_number, original_sha256);
