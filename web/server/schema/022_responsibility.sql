-- Who answers for a claim line: what agents found out, and what a person decided by which table. What the system finds
-- (sessions, gaps, dates) and what the buyer said is not kept here a second time: it is read from where it stands, and
-- kept with each decision as it stood then. Rows are only ever added.

-- An agent's word about a fact of a line. The newest of a fact stands.
create table claim_facts (
    id     integer primary key,  -- grows: order of entry
    claim  text    not null,
    line   integer not null,
    fact   text    not null,  -- a column of the table of causes: video, seal, …
    state  text    not null check (state in ('known', 'unknown', 'unobtainable')),
                   -- unknown: an earlier word is taken back; unobtainable: nobody can tell any more, never asked for
    value  text    not null,  -- one of the column's words; '' unless known
    person text    not null references people (id),
    at_us  integer not null,
    words  text,              -- where it was learnt
    foreign key (claim, line) references claim_lines (claim_number, line),
    check ((state = 'known') = (value <> ''))
);
create index claim_facts_of_line on claim_facts (claim, line, id);

-- Every table that decided something, whole: a decision can be replayed years later.
create table cause_tables (
    sha256   text    primary key check (length(sha256) = 64),  -- of xml
    file     text    not null,  -- as it was named
    xml      text    not null,
    first_us integer not null   -- first decision by it
) without rowid;

-- A person's decision about a line. A later one replaces it, and it stays on record.
create table claim_decisions (
    id               integer primary key,  -- grows: the highest of a line stands
    claim            text    not null,
    line             integer not null,
    party            text    not null check (party in
                         ('supplier', 'carrier', 'buyer', 'supplier_carrier', 'carrier_buyer')),
    supplier_percent integer not null check (supplier_percent between 0 and 100),
    carrier_percent  integer not null check (carrier_percent between 0 and 100),
    buyer_percent    integer not null check (buyer_percent between 0 and 100),
    proposed_party   text,  -- what the table said then; null: it asked for more
    override_reason  text,  -- why another party than the proposed one; null: it is the same
    rows             text    not null,  -- JSON array: rows of the table that applied, from 1
    facts            text    not null,  -- JSON object: each fact as it stood: a word, "unobtainable", or null: unknown
    table_sha256     text    not null references cause_tables (sha256),
    person           text    not null references people (id),
    at_us            integer not null,
    foreign key (claim, line) references claim_lines (claim_number, line),
    check (supplier_percent + carrier_percent + buyer_percent = 100),
    check (proposed_party is party or override_reason is not null)
);
create index claim_decisions_of_line on claim_decisions (claim, line, id);
