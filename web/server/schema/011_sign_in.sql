-- Who may come in: staff with passwords, buyers with letters, and how often somebody may try.
-- Secrets are kept as SHA-256 of at least 128 random bits, or Argon2id for passwords: a stolen copy of this file signs
-- nobody in. Letters' codes are short; they are hashed together with a random salt and die after few attempts.

create table people (
    id text primary key,                                 -- random
    email text not null,                                 -- as given
    email_folded text not null unique,                   -- lower case, for signing in
    name text not null,                                  -- as buyers read it under answers
    role text not null check (role in ('agent', 'manager')),
    language text not null check (language in ('ru', 'en')),
    password_hash text not null,                         -- Argon2id, with its own salt and costs
    disabled_at_us integer,                              -- null: may sign in
    -- The second factor (RFC 6238): the authenticator's secret in base32; null: the password is enough. It cannot be
    -- hashed, since codes are made of it.
    totp_secret text,
    totp_step integer not null default 0,                -- of the last code used: none works twice
    created_at_us integer not null
);

-- Instead of the second factor, each once: for who has lost the authenticator.
create table spare_codes (
    person_id text not null references people (id),
    code_sha256 text not null,                           -- of 80 random bits as signs; the code itself is kept nowhere
    created_at_us integer not null,
    used_at_us integer,                                  -- null: may still be used
    primary key (person_id, code_sha256)
) without rowid;

-- Wishes for a sign-in letter, whether or not there is such an order: the answer must be the same and take the same
-- time, so looking for the order is a job's work. Forgotten as soon as that is done.
create table sign_in_requests (
    id text primary key,
    order_text text not null,                            -- as typed
    email_text text not null,                            -- as typed
    language text not null check (language in ('ru', 'en')),
    created_at_us integer not null
);

-- A letter with a code and a link. Either of them works once, and a use of one uses up the other. Who may use the
-- code: 024.
create table sign_in_letters (
    id text primary key,
    order_number text not null references orders (number),
    email_folded text not null,
    token_sha256 text not null unique,                   -- of the link's token
    code_salt text not null,
    code_sha256 text not null,                           -- of salt and code
    language text not null check (language in ('ru', 'en')),
    wrong_codes integer not null default 0 check (wrong_codes >= 0), -- five, and the code is dead
    created_at_us integer not null,
    expires_at_us integer not null check (expires_at_us > created_at_us),
    used_at_us integer                                   -- null: may still be used
);
create index sign_in_letters_by_order on sign_in_letters (order_number, email_folded, created_at_us desc);

create table sessions (
    token_sha256 text primary key,                       -- of the cookie's value
    kind text not null check (kind in ('buyer', 'staff')),
    order_number text references orders (number),        -- the one order that a buyer's session may see
    email_folded text,                                   -- and the address it was proven with
    language text not null check (language in ('ru', 'en')),
    person_id text references people (id),
    csrf_token text not null,                            -- must stand in X-CSRF-Token of every change
    created_at_us integer not null,
    seen_at_us integer not null,                         -- the last request, to within a minute
    expires_at_us integer not null,                      -- the latest end, whatever happens
    check ((kind = 'buyer' and order_number is not null and email_folded is not null and person_id is null)
        or (kind = 'staff' and order_number is null and person_id is not null))
);
create index sessions_by_expiry on sessions (expires_at_us);

-- Counters behind rate limits and lock-outs. Kept here and not in memory: a restart, or a second process, must not give
-- a guesser new attempts.
create table rate_counters (
    key text primary key,                                -- what is counted and of whom, the latter hashed
    window_start_us integer not null,                    -- the window that `count` belongs to
    count integer not null check (count >= 0)
);
create index rate_counters_by_start on rate_counters (window_start_us);

-- The answers kept for Idempotency-Key. Written in the transaction of the change itself, so that there is never one
-- without the other.
create table kept_answers (
    scope text not null,                                 -- operation and whose session
    key text not null,                                   -- as the client chose it
    request_sha256 text not null,                        -- another request under the same key is a mistake
    status integer not null,
    body text not null,                                  -- JSON
    created_at_us integer not null,                      -- thrown away after a day
    primary key (scope, key)
);
create index kept_answers_by_age on kept_answers (created_at_us);
